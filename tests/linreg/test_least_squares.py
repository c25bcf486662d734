"""The normal equation's solution: right by hand, against the exact one, and honest about rank."""

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import linreg
from linreg.blocks import BLOCK, row_blocks
from linreg.least_squares import triangular_factor
from verification.oracles import exact


def test_by_hand() -> None:
    """Three points, y = 1 + 2x but for the middle one, which is 3 too high: the line moves up by 1."""
    solution = linreg.least_squares(np.array([[1.0, -1.0], [1.0, 0.0], [1.0, 1.0]]), np.array([-1.0, 4.0, 3.0]))
    assert np.rint(solution.theta).tolist() == [2, 2] and solution.rank == 2 and solution.unique


def test_dependent_columns_get_the_shortest_solution() -> None:
    """θ₀ + 2θ₁ = 5 is met by a line of points. Over columns of like size, 1 and 2/2, the nearest is θ₀ = 2θ₁ = 5/2."""
    X, y = [[1.0, 2.0], [1.5, 3.0]], [5.0, 7.5]
    solution = linreg.least_squares(X, y)
    assert solution.rank == 1 and not solution.unique
    model = linreg.LinearRegression(gradient_descent=False, fit_intercept=False).fit(X, y)
    assert model.theta_.tolist() == solution.theta.tolist()
    assert exact.cost(solution.theta, X, y) <= model.certificate_.cost_gap  # J* = 0
    # Up to the rounding of a decomposition of two columns: some ten roundings of numbers below 4.
    assert abs(solution.theta[0] - 2 * solution.theta[1]) <= 10 * 4 * 2.0**-53


@given(st.integers(0, 2**32), st.integers(4, 12), st.integers(1, 3))
def test_it_is_the_exact_solution_up_to_its_own_certificate(seed: int, m: int, n: int) -> None:
    rng = np.random.default_rng(seed)
    X, y = rng.integers(-9, 10, (m, n)) + rng.normal(size=(m, n)), rng.normal(size=m)
    model = linreg.LinearRegression(gradient_descent=False, standardize=False, fit_intercept=False).fit(X, y)
    assert model.theta_.tolist() == linreg.least_squares(X, y).theta.tolist()
    errors = [abs(t - e) for t, e in zip(exact.rational(model.theta_), exact.solution(X, y), strict=True)]
    assert (errors <= exact.rational(model.certificate_.coefficient_errors)).all()


@pytest.mark.parametrize(
    ("X", "y", "sentence"),
    [
        ([1.0, 2.0], [1.0, 2.0], r"X has shape \(2,\)"),
        ([[1.0], [math.nan]], [1.0, 2.0], "row 1, column 0 is NaN"),
        ([[1.0], [2.0]], [1.0], r"y has shape \(1,\) and X has 2 rows"),
        (np.empty((0, 1)), [], r"X has 0 sample"),
        ([["a"]], [1.0], "X holds 'a' in row 0, column 0: text"),
    ],
)
def test_what_has_no_solution_is_refused(X: Any, y: Any, sentence: str) -> None:
    with pytest.raises((linreg.InputError, linreg.InputTypeError), match=sentence):
        linreg.least_squares(X, y)


def test_lists_and_columns_are_taken() -> None:
    assert linreg.least_squares([[1, 1], [1, 2], [1, 4]], [[3], [5], [9]]).theta.tolist() == [1, 2]


def test_the_factor_of_the_blocks_is_the_factor_of_the_whole() -> None:
    """RᵀR = XᵀX is what makes R the factor; whole numbers, so the right side is exact, over several blocks."""
    rng = np.random.default_rng(0)
    X: Any = rng.integers(-9, 10, (BLOCK // 2, 5)).astype(float)
    R = triangular_factor(X[rows] for rows in row_blocks(*X.shape))
    gram = X.T @ X
    # Backward stability: ‖RᵀR − XᵀX‖ ≤ c·u·‖X‖² with c a small multiple of the number of blocks and columns.
    assert R.shape == (5, 5) and np.max(np.abs(R.T @ R - gram)) <= 100 * 2.0**-53 * np.trace(gram)
