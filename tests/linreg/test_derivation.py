"""affine → cost → derivative: right by hand, exact in fractions, equal to the quotient of differences."""

from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst

import linreg

X = np.array([[1.0, 2.0], [1.0, 3.0], [1.0, 5.0]])
Y = np.array([5.0, 6.0, 12.0])
THETA = np.array([1.0, 2.0])
# By hand: ŷ = (5, 7, 11), r = (0, 1, −1), Σr² = 2, Xᵀr = (0, −2).


def test_by_hand() -> None:
    assert linreg.predict(THETA, X).tolist() == [5, 7, 11]
    assert linreg.residual(THETA, X, Y).tolist() == [0, 1, -1]
    assert linreg.cost(THETA, X, Y) == 2 / 6
    assert linreg.mean_squared_error(THETA, X, Y) == 2 / 3
    assert linreg.gradient(THETA, X, Y).tolist() == [0, -2 / 3]
    assert linreg.sample_gradient(THETA, X[2], Y[2]).tolist() == [-1, -5]
    assert linreg.hessian(X).tolist() == [[1, 10 / 3], [10 / 3, 38 / 3]]
    assert linreg.with_intercept([[2], [3]]).tolist() == [[1, 2], [1, 3]]


def fractions(shape: tuple[int, ...]) -> Any:
    return npst.arrays(object, shape, elements=st.fractions(-9, 9, max_denominator=7), fill=st.nothing())


shapes = st.tuples(st.integers(1, 5), st.integers(1, 3))
problems = shapes.flatmap(lambda s: st.tuples(fractions((s[1],)), fractions(s), fractions((s[0],))))


@given(problems)
def test_the_gradient_is_the_quotient_of_differences_of_the_cost_exactly(problem: Any) -> None:
    """J is quadratic, so (J(θ + e) − J(θ − e))/2 has no error at all; in fractions neither has its evaluation."""
    theta, design, y = problem
    for j, slope in enumerate(linreg.gradient(theta, design, y)):
        step = np.array([Fraction(i == j) for i in range(len(theta))])
        assert slope == (linreg.cost(theta + step, design, y) - linreg.cost(theta - step, design, y)) / 2


@given(problems)
def test_the_hessian_is_the_difference_of_gradients_exactly(problem: Any) -> None:
    theta, design, y = problem
    for j, column in enumerate(linreg.hessian(design).T):
        step = np.array([Fraction(i == j) for i in range(len(theta))])
        assert (column == linreg.gradient(theta + step, design, y) - linreg.gradient(theta, design, y)).all()


@given(problems)
def test_the_batch_gradient_is_the_mean_of_the_sample_gradients(problem: Any) -> None:
    theta, design, y = problem
    samples = [linreg.sample_gradient(theta, x, target) for x, target in zip(design, y, strict=True)]
    assert (linreg.gradient(theta, design, y) == np.sum(samples, axis=0) / Fraction(len(y))).all()


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_the_dtype_stays(dtype: type) -> None:
    theta, design, y = THETA.astype(dtype), X.astype(dtype), Y.astype(dtype)
    for value in [
        linreg.predict(theta, design),
        linreg.residual(theta, design, y),
        linreg.cost(theta, design, y),
        linreg.gradient(theta, design, y),
        linreg.sample_gradient(theta, design[0], y[0]),
        linreg.hessian(design),
        linreg.with_intercept(design),
    ]:
        assert value.dtype == dtype


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: linreg.predict([1, 2, 3], X), r"theta has shape \(3,\) and X has shape \(3, 2\)"),
        (lambda: linreg.predict(THETA[:, np.newaxis], X), r"theta has shape \(2, 1\)"),
        (lambda: linreg.residual(THETA, X, Y[:, np.newaxis]), r"y has shape \(3, 1\) and X has 3 rows.*y\.ravel"),
        (lambda: linreg.residual(THETA, X, Y[:2]), r"y has shape \(2,\) and X has 3 rows"),
        (lambda: linreg.predict([1.0], [1.0, 2.0]), r"X has shape \(2,\).*reshape\(-1, 1\)"),
        (lambda: linreg.cost(THETA, np.empty((0, 2)), []), r"X has shape \(0, 2\)"),
        (lambda: linreg.with_intercept([1.0]), r"X has shape \(1,\)"),
        (
            lambda: linreg.sample_gradient(THETA, X, Y),
            r"x has shape \(3, 2\) and y has shape \(3,\).*gradient\(theta, X",
        ),
        (lambda: linreg.sample_gradient(THETA, X[0], [1.0]), r"y has shape \(1,\); expected one sample"),
        (lambda: linreg.predict(THETA, [[1.0, 2.0], [3.0]]), r"X has rows of different lengths"),
        (lambda: linreg.predict(["a", "b"], X), r"theta has dtype <U1; expected numbers"),
        (lambda: linreg.hessian([["a"]]), r"X has dtype <U1"),
    ],
)
def test_wrong_shapes_are_refused_with_the_remedy(call: Any, sentence: str) -> None:
    with pytest.raises((linreg.InputError, linreg.InputTypeError), match=sentence):
        call()
