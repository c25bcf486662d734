"""What is right, in rational arithmetic, and how far floats may be from it."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np

import linreg
from verification import rounding
from verification.oracles import exact

Array = Any


def weights(X: Array, y: Array) -> list[float]:
    """θ*, intercept first, each entry the float nearest to the exact one."""
    return [float(value) for value in exact.solution(linreg.with_intercept(X), y)]


def is_mean_squared_error(found: float, theta: Array, A: Array, y: Array) -> bool:
    """Whether `found` is 2J(θ) over the design matrix A, up to the rounding of any right way to compute it."""
    return abs(Fraction(found) - 2 * exact.cost(theta, A, y)) <= 2 * Fraction(
        rounding.cost(theta, A, y, rounding.DOUBLE)
    )


def is_r_squared(found: float, theta: Array, A: Array, y: Array) -> bool:
    """Whether `found` is R² = 1 − Q/S, Q = Σ(y − ŷ)² and S = Σ(y − ȳ)², up to rounding.

    Q is off by 2m times the bound for J. S is a sum of squares about a pivot near y, brought to the mean: m + 8
    roundings of terms that together are at most 2Σy². Division and subtraction round three times more.
    """
    m, targets = len(y), exact.rational(y)
    S = sum(targets**2) - sum(targets) ** 2 / m
    Q = 2 * m * exact.cost(theta, A, y)
    off = 2 * m * Fraction(rounding.cost(theta, A, y, rounding.DOUBLE))
    off += Q / S * Fraction(rounding.DOUBLE.gamma(m + 8)) * 2 * sum(targets**2)
    return abs(Fraction(found) - (1 - Q / S)) <= 2 * off / S + Fraction(rounding.DOUBLE.gamma(3)) * (1 + Q / S)


def are_predictions(found: Array, theta: Array, A: Array) -> bool:
    """Whether `found` is Aθ, up to the rounding of each row's inner product."""
    nothing = np.zeros(len(A))
    bound = exact.rational(rounding.residual(theta, A, nothing, rounding.DOUBLE))
    return bool((np.abs(exact.rational(found) - exact.residual(theta, A, nothing)) <= bound).all())
