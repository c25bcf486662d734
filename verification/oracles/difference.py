"""The derivative as a quotient of differences of the implementation's *own* cost: no formula for ∇J at all.

J is quadratic, and for a quadratic the central difference has no error whatever h is:

    (J(θ + heⱼ) − J(θ − heⱼ)) / 2h = ∂J/∂θⱼ        the terms in h² cancel, and there is no h³

so with h = 1 over small integers nothing is rounded either. A cost that is not quadratic shows it in its second
difference, which is then not constant. If its square is quadratic (a norm, a root mean square), ∇f = ∇(f²) / 2f.
For any other cost there is Richardson's extrapolation, with the size of its last corrections as an estimate of its
error.

The differences themselves are taken between rationals: only the cost is rounded, and only by whoever computed it.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]
Cost = Callable[[Array], Fraction]


def central(cost: Cost, theta: Array, h: float = 1.0) -> Array:
    """((J(θ + heⱼ) − J(θ − heⱼ)) / 2h)ⱼ as `Fraction`s, (n,)."""
    return _over_axes(lambda e: (cost(theta + e) - cost(theta - e)) / (2 * Fraction(h)), theta, h)


def second(cost: Cost, theta: Array, h: float = 1.0) -> Array:
    """(J(θ + heⱼ) − 2J(θ) + J(θ − heⱼ))ⱼ, (n,): h²∂²J/∂θⱼ², the same at every θ if and only if J is quadratic in θⱼ."""
    return _over_axes(lambda e: cost(theta + e) - 2 * cost(theta) + cost(theta - e), theta, h)


def through_square(cost: Cost, theta: Array, h: float = 1.0) -> Array:
    """∇f = ∇(f²) / 2f for a cost f whose square is quadratic, (n,). Raises ZeroDivisionError where f(θ) = 0."""
    return central(lambda at: cost(at) ** 2, theta, h) / (2 * cost(theta))  # type: ignore[no-any-return]


def richardson(cost: Cost, theta: Array, h: float = 1.0, levels: int = 6) -> tuple[Array, Array]:
    """The central difference extrapolated to h = 0, and an estimate of its error: each (n,).

    The error of the quotient is a₁h² + a₂h⁴ + …; halving h and combining, (4ʲD(h/2) − D(h)) / (4ʲ − 1), removes one
    term after another. The estimate is the largest of the last three corrections; it is no bound.
    Source: Ridders, Accurate computation of F′(x) and F′(x)F″(x), Adv. Eng. Software 4 (1982) 75–76.
    """
    row = [central(cost, theta, h)]
    corners = list(row)
    for level in range(1, levels):
        new = [central(cost, theta, h / 2**level)]
        for j, coarse in enumerate(row, start=1):
            new.append((4**j * new[-1] - coarse) / (4**j - 1))
        row = new
        corners.append(row[-1])
    moves = np.array([abs(a - b) for a, b in zip(corners[-3:], corners[-4:-1], strict=True)], dtype=object)
    return corners[-1], np.max(moves, axis=0)


def _over_axes(quotient: Callable[[Array], Fraction], theta: Array, h: float) -> Array:
    return np.array([quotient(e) for e in h * np.eye(len(theta), dtype=theta.dtype)], dtype=object)
