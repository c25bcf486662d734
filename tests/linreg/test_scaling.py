"""Standardising changes the coordinates and nothing else."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from linreg.affine import predict, with_intercept
from linreg.scaling import Scaling, constant, power_of_two, standardised, unscaled


def test_by_hand() -> None:
    scaling = standardised(np.array([[1.0, 7.0], [3.0, 7.0]]), intercept=True)
    assert scaling.mean.tolist() == [2, 7] and scaling.scale.tolist() == [1, 4]
    assert scaling.design(np.array([[1.0, 7.0], [3.0, 7.0]])).tolist() == [[1, -1, 0], [1, 1, 0]]
    assert scaling.to_data(np.array([10.0, 4.0, 0.0])).tolist() == [2, 4, 0]  # 10 + 4(x − 2)
    assert scaling.from_data(np.array([2.0, 4.0, 0.0])).tolist() == [10, 4, 0]
    assert constant(np.array([[1.0, 7.0], [3.0, 7.0]]), intercept=True).tolist() == [False, True]


def test_without_an_intercept_the_origin_stays() -> None:
    scaling = standardised(np.array([[3.0, 0.0], [4.0, 0.0]]), intercept=False)
    assert scaling.mean.tolist() == [0, 0] and scaling.scale[0] == np.sqrt(12.5)
    assert constant(np.array([[3.0, 0.0, 7.0], [4.0, 0.0, 7.0]]), intercept=False).tolist() == [False, True, False]
    assert scaling.design(np.array([[3.0, 0.0]])).shape == (1, 2)


@pytest.mark.parametrize("make", [lambda X: standardised(X, True), lambda X: unscaled(X.shape[1], True)])
def test_predictions_are_the_same_in_either_coordinates(make: object) -> None:
    """Small integers, a scale that is a power of two and a mean that is whole: no rounding, so equality."""
    X = np.array([[0.0, 8.0], [4.0, 0.0], [0.0, 0.0], [4.0, 8.0]])
    scaling = make(X)  # type: ignore[operator]
    theta = np.array([3.0, -2.0, 5.0])
    walk = np.array([theta, 2 * theta])
    for point in walk:
        assert (predict(point, scaling.design(X)) == predict(scaling.to_data(point), with_intercept(X))).all()
        assert (scaling.from_data(scaling.to_data(point)) == point).all()
    assert (scaling.to_data(walk) == [scaling.to_data(point) for point in walk]).all()


@pytest.mark.parametrize("size", [2.0**-1000, 2.0**-500, 2.0**500, 2.0**1000])
def test_squares_do_not_overflow(size: float) -> None:
    """A power of two rounds nothing, so the deviation of size·x is size times that of x, to the last bit."""
    scaling = standardised(np.array([[1.0], [2.0], [4.0]]) * size, intercept=True)
    reference = standardised(np.array([[1.0], [2.0], [4.0]]), intercept=True)
    assert (scaling.scale / size).tolist() == reference.scale.tolist()
    assert (scaling.mean / size).tolist() == reference.mean.tolist()


@given(st.floats(min_value=5e-324, max_value=1.7e308))
def test_power_of_two(size: float) -> None:
    p = power_of_two(np.array([size]))[0]
    assert p <= size < 2 * p if p < 2.0**1023 else p <= size
    assert np.frexp(p)[0] == 0.5
    assert power_of_two(np.array([0.0]))[0] == 1


@pytest.mark.parametrize("seed", [0, 1, 9, 10])
def test_the_mean_is_the_nearest_float(seed: int) -> None:
    """Of 3001 numbers near 1.5 one sum alone is off by up to three times as much."""
    column = 1.5 + np.random.default_rng(seed).random(3001) * 1e-6
    exact = sum(map(Fraction, column.tolist())) / 3001
    mean = Fraction(standardised(column[:, np.newaxis], intercept=True).mean[0].item())
    half_a_unit, of_the_rest = Fraction(2) ** -53, 3001 * Fraction(1, 10**6) * Fraction(2) ** -53
    assert abs(mean - exact) <= half_a_unit + of_the_rest


def test_without_an_intercept_theta_is_scaled_and_nothing_else() -> None:
    scaling = Scaling(np.zeros(2), np.array([4.0, 0.5]), intercept=False)
    assert scaling.from_data(np.array([3.0, 5.0])).tolist() == [12, 2.5]
    assert scaling.to_data(np.array([12.0, 2.5])).tolist() == [3, 5]
