"""The hypothesis h(x) = θᵀx, for one sample and, stacked, for all of them: ŷ = Xθ.

The intercept θ₀ is a weight like any other once each sample begins with x₀ = 1, so nothing below knows about it.
Arrays keep the dtype they come in: float32 stays float32, and arrays of `Fraction` are computed exactly.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from linreg.faults import InputError, InputTypeError

Array = npt.NDArray[Any]


def with_intercept(X: npt.ArrayLike) -> Array:
    """Put the column of ones first: x₀ = 1 makes θ₀ the intercept.

    Equation: column-of-ones

    X: (m, d) → (m, d+1), same dtype. Raises `InputError` unless X has two dimensions.

    >>> with_intercept([[2.0, 3.0], [4.0, 5.0]])
    array([[1., 2., 3.],
           [1., 4., 5.]])
    """
    X = as_design(X)
    return np.hstack([np.ones((len(X), 1), dtype=X.dtype), X])


def predict(theta: npt.ArrayLike, X: npt.ArrayLike) -> Array:
    """ŷ = Xθ, the predictions in the units of y.

    Equation: prediction

    theta: (n,), X: (m, n) → (m,). For a θ with an intercept, X carries the column of ones (`with_intercept`).
    Raises `InputError` when the shapes do not fit.

    >>> predict([1, 10], [[1, 2], [1, 3]])
    array([21, 31])
    """
    theta, X = as_array(theta, "theta"), as_design(X)
    if theta.shape != X.shape[1:]:
        raise InputError(
            f"theta has shape {theta.shape} and X has shape {X.shape}",
            "one entry of theta for each column of X",
            "For an intercept put the column of ones first: with_intercept(X).",
        )
    # h(x) = θ₀x₀ + θ₁x₁ + … + θ_dx_d, a row of X for each sample:
    return X @ theta


def residual(theta: npt.ArrayLike, X: npt.ArrayLike, y: npt.ArrayLike) -> Array:
    """r = Xθ − y: by how much each prediction exceeds its target, in the units of y.

    Equation: residual

    theta: (n,), X: (m, n), y: (m,) → (m,). Raises `InputError` when the shapes do not fit; a column y of shape
    (m, 1) would broadcast against (m,) into an (m, m) residual, and is refused.

    >>> residual([1, 10], [[1, 2], [1, 3]], [20, 33])
    array([ 1, -2])
    """
    X, y = as_design(X), as_array(y, "y")
    if y.shape != X.shape[:1]:
        raise InputError(
            f"y has shape {y.shape} and X has {len(X)} rows",
            f"y of shape ({len(X)},)",
            "Flatten a column with y.ravel(); against a column, Xθ − y would silently become a square matrix.",
        )
    return predict(theta, X) - y


def as_design(X: npt.ArrayLike) -> Array:
    """X as an array of two dimensions with at least one row, or an `InputError` that says what to do."""
    X = as_array(X, "X")
    if X.ndim != 2 or len(X) == 0:
        raise InputError(
            f"X has shape {X.shape}",
            "shape (m, n): a row for each of m ≥ 1 samples, a column for each feature",
            "One feature is a column, X.reshape(-1, 1); one sample is a row, X.reshape(1, -1).",
        )
    return X


def as_array(given: npt.ArrayLike, what: str) -> Array:
    """As an array of numbers of any kind, exact ones such as `Fraction` too; or an error that says what it is."""
    values = rectangular(given, what)
    if values.dtype.kind in "USmMV":
        raise InputTypeError(
            f"{what} has dtype {values.dtype}", "numbers", "Convert it, or leave out what is no number."
        )
    return values


def rectangular(given: Any, what: str) -> Array:
    """As an array of anything, provided that all rows are of one length."""
    try:
        return np.asarray(given)
    except ValueError:
        raise InputError(
            f"{what} has rows of different lengths",
            "a rectangular table",
            "Give every sample the same features, in the same order.",
        ) from None
