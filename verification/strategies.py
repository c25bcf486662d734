"""Hypothesis strategies for linear-regression problems, for this referee and for anybody else's tests.

What Hypothesis shrinks to has to stay worth reading. Left alone it shrinks nearly every bug to m = 1, X = [[0]],
y = [1], where no two mistakes differ. Here entries are small integers, scaled if need be, in an order that begins 1, 2,
−1; the sizes of X vary apart, m > d, and m ≥ 5 unless told otherwise: at m = 2, "no 1/m" and "factor 2" are the same.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt
from hypothesis import strategies as st

from verification import rounding
from verification.problem import Array, Problem

ENTRIES = (1, 2, -1, 3, -2, 5, 4, -3, 7, 6, 9, -7, 8, 0)
Strategy = st.SearchStrategy[Problem]


def problems(
    *,
    m: tuple[int, int] = (5, 12),
    d: tuple[int, int] = (1, 4),
    intercept: bool = False,
    dtype: npt.DTypeLike = np.float64,
) -> Strategy:
    """Well-behaved problems: entries of a few digits, columns and targets with means that are not zero.

    m, d: the least and the most samples and features; intercept: the column of ones goes before the features.
    αL lies between ⅛ and 1. Raises ValueError for sizes that are no ranges of positive integers.
    """
    return _build(_plain, m, d, intercept, dtype)


def ill_scaled_problems(
    *,
    m: tuple[int, int] = (5, 12),
    d: tuple[int, int] = (1, 4),
    intercept: bool = False,
    dtype: npt.DTypeLike = np.float64,
) -> Strategy:
    """Columns scaled from 1e-12 to 1e12, nearly dependent (condition to 1e16), y shifted by 1e8, X and y times 1e-8."""
    return _build(_ill_scaled, m, d, intercept, dtype)


def rank_deficient_problems(
    *,
    m: tuple[int, int] = (5, 12),
    d: tuple[int, int] = (2, 4),
    intercept: bool = False,
    dtype: npt.DTypeLike = np.float64,
) -> Strategy:
    """The last column is a copy, a multiple or a sum of others, constant, or zero: θ* is not unique."""
    return _build(_rank_deficient, m, (max(d[0], 2), d[1]), intercept, dtype)


def problems_at_the_optimum(
    *,
    m: tuple[int, int] = (5, 12),
    d: tuple[int, int] = (1, 4),
    intercept: bool = False,
    dtype: npt.DTypeLike = np.float64,
) -> Strategy:
    """θ minimises J exactly, with residuals that are not zero: every factor of the gradient gives the same answer.

    The samples come in pairs of equal rows with opposite residuals, so that Xᵀr = 0; m is even.
    """
    _range("m", m)
    return _build(_optimal, (max(m[0] // 2, 1), max(m[1] // 2, 1)), d, intercept, dtype)


def integer_problems(
    *, d: tuple[int, int] = (1, 3), intercept: bool = False, dtype: npt.DTypeLike = np.float64
) -> Strategy:
    """Small integers, m = 4 or 16, α a power of two: arithmetic without roots is exact on these."""
    _range("d", d)
    return st.sampled_from([16, 4]).flatmap(lambda m: _build(_integer, (m, m), d, intercept, dtype))


Draw = Callable[[st.SearchStrategy[Any]], Any]


def _build(
    fill: Callable[[Draw, int, int, bool], Problem],
    m: tuple[int, int],
    d: tuple[int, int],
    intercept: bool,
    dtype: npt.DTypeLike,
) -> Strategy:
    _range("m", m)
    _range("d", d)
    kind = np.dtype(dtype)
    if kind.kind != "f":
        raise ValueError(
            f"dtype is {kind}; expected a floating-point dtype. For integers in floats: integer_problems()."
        )

    @st.composite
    def problem(draw: st.DrawFn) -> Problem:
        rows = draw(st.integers(*m))
        p = fill(draw, rows, draw(st.integers(*d)), intercept)
        return Problem(p.theta.astype(kind), p.X.astype(kind), p.y.astype(kind), p.lr)

    return problem()


def _range(name: str, bounds: tuple[int, int]) -> None:
    low, high = bounds
    if not (isinstance(low, int) and isinstance(high, int) and 1 <= low <= high):
        raise ValueError(f"{name} is {bounds}; expected (least, most), positive integers. Example: {name}=(5, 12).")


def _plain(draw: Draw, m: int, d: int, intercept: bool) -> Problem:
    X = _entries(draw, m * d).reshape(m, d) / draw(st.sampled_from([1.0, 10.0, 3.0])) + draw(st.integers(0, 3))
    X = _with_ones(X) if intercept else X
    theta, y = _entries(draw, X.shape[1]), _entries(draw, m) + draw(st.sampled_from([0.0, 0.1, 30.0]))
    return Problem(theta, X, y, draw(st.sampled_from([1.0, 0.5, 0.125])) / _curvature(X))


def _ill_scaled(draw: Draw, m: int, d: int, intercept: bool) -> Problem:
    p = _plain(draw, m, d, False)
    X = p.X
    if d > 1 and draw(st.booleans()):  # all but the first column close to the first: condition numbers to 1e16
        X = X[:, :1] + X * 10.0 ** -draw(st.integers(0, 8)) * (np.arange(d) > 0)
    scales = 10.0 ** np.array(draw(st.lists(st.integers(-12, 12), min_size=d, max_size=d)))
    X, overall = X * scales, draw(st.sampled_from([1.0, 1e-8]))
    y = (p.y + draw(st.sampled_from([0.0, 1e8]))) * overall
    X = _with_ones(X * overall) if intercept else X * overall
    size = 10.0 ** draw(st.integers(-2, 2))
    theta = _entries(draw, X.shape[1]) * size / np.maximum(np.abs(X).max(axis=0), 1e-30)
    return Problem(theta, X, y, 0.5 / _curvature(X))


def _rank_deficient(draw: Draw, m: int, d: int, intercept: bool) -> Problem:
    X = _entries(draw, m * d).reshape(m, d) + draw(st.integers(0, 3))
    X[:, -1] = {
        "copy": X[:, 0],
        "multiple": -4 * X[:, 0],
        "sum": X[:, :-1].sum(axis=1),
        "zero": 0 * X[:, 0],
        "constant": 0 * X[:, 0] + 2 if intercept else X[:, 0],
    }[draw(st.sampled_from(["copy", "multiple", "sum", "zero", "constant"]))]
    X = _with_ones(X) if intercept else X
    return Problem(_entries(draw, X.shape[1]), X, _entries(draw, m), 1.0 / _curvature(X))


def _optimal(draw: Draw, half: int, d: int, intercept: bool) -> Problem:
    X = np.repeat(_entries(draw, half * d).reshape(half, d), 2, axis=0)
    X = _with_ones(X) if intercept else X
    theta, r = _entries(draw, X.shape[1]), np.repeat(_entries(draw, half), 2)
    r[1::2] *= -1
    return Problem(theta, X, X @ theta - r, 1.0 / _curvature(X))


def _integer(draw: Draw, m: int, d: int, intercept: bool) -> Problem:
    X = _entries(draw, m * d).reshape(m, d)
    X = _with_ones(X) if intercept else X
    alpha = 2.0 ** np.floor(np.log2(1.0 / _curvature(X)))
    return Problem(_entries(draw, X.shape[1]), X, _entries(draw, m), float(alpha))


def _entries(draw: Draw, count: int) -> Array:
    return np.array(draw(st.lists(st.sampled_from(ENTRIES), min_size=count, max_size=count)), dtype=np.float64)


def _with_ones(X: Array) -> Array:
    return np.column_stack([np.ones(len(X)), X])


def _curvature(X: Array) -> float:
    return rounding.curvature(X) or 4.0
