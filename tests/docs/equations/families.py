"""Random points for the checks: every number comes from a set of 2⁶⁴, and the seed is the name of the equation.

A family turns a shape (m, n, k), samples, columns and steps, into the arguments that transcriptions ask for by name.
By the lemma of Schwartz and Zippel a polynomial of degree D that is not zero vanishes at a point drawn from a set of
size S with a probability of at most D/S.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from random import Random
from typing import Any

import numpy as np

from tests.docs.equations.exact_numbers import Number, Tracked

BITS = 64  # each number is drawn from a set of 2⁶⁴
Shape = tuple[int, int, int]
Arguments = dict[str, Any]
Family = Callable[["Draw", Shape], Arguments]


@dataclass
class Draw:
    """Numbers from a seed: k/2⁶³ with −2⁶³ ≤ k < 2⁶³, or k/2⁶⁴ with 1 ≤ k ≤ 2⁶⁴ where they have to be positive."""

    random: Random
    tracked: bool

    def number(self) -> Number:
        return self._wrap(Fraction(self.random.getrandbits(BITS) - 2 ** (BITS - 1), 2 ** (BITS - 1)))

    def positive(self) -> Number:
        return self._wrap(Fraction(self.random.getrandbits(BITS) + 1, 2**BITS))

    def vector(self, n: int) -> Any:
        return array([self.number() for _ in range(n)])

    def matrix(self, m: int, n: int) -> Any:
        return array([[self.number() for _ in range(n)] for _ in range(m)])

    def _wrap(self, value: Fraction) -> Number:
        return Tracked(value, 1) if self.tracked else value


def array(values: Any) -> Any:
    return np.array(values, dtype=object)


def generic(draw: Draw, shape: Shape) -> Arguments:
    """No relation between anything: X (m, n), y, target, x, and three points θ, φ, v of the parameters."""
    m, n, k = shape
    return {
        "X": draw.matrix(m, n),
        "y": draw.vector(m),
        "x": draw.vector(n),
        "target": draw.number(),
        "theta": draw.vector(n),
        "phi": draw.vector(n),
        "v": draw.vector(n),
        "alpha": draw.positive(),
        "t": draw.positive(),
        "c": draw.positive(),
        "h": draw.positive(),
        "k": k,
    }


def solved(draw: Draw, shape: Shape) -> Arguments:
    """The same with θ*, by Cramer's rule."""
    point = generic(draw, shape)
    A, b = point["X"].T @ point["X"], point["X"].T @ point["y"]
    return {
        **point,
        "theta_star": adjugate(A) @ b / determinant(A),
        "H_inverse": adjugate(A) * shape[0] / determinant(A),
    }


def spectral(draw: Draw, shape: Shape) -> Arguments:
    """X = U·diag(s)·Vᵀ with rational orthogonal U, V: H = V·diag(s²/m)·Vᵀ has rational eigenvalues, largest first.

    α is drawn up to 4/L, so that it falls on both sides of 2/L.
    """
    m, n, _ = shape
    steps = [draw.positive() for _ in range(n)]
    s = [sum(steps[i:]) for i in range(n)]
    U, V = reflection(draw, m)[:, :n], reflection(draw, n) @ reflection(draw, n)
    y, eigenvalues = draw.vector(m), [sigma * sigma / m for sigma in s]
    point = generic(draw, shape)
    return {
        **point,
        "X": array([[sum(U[i, p] * s[p] * V[j, p] for p in range(n)) for j in range(n)] for i in range(m)]),
        "y": y,
        "theta_star": array([sum(V[j, p] * (U[:, p] @ y) / s[p] for p in range(n)) for j in range(n)]),
        "s": s,
        "eigenvalues": eigenvalues,
        "L": eigenvalues[0],
        "mu": eigenvalues[-1],
        "top": V[:, 0],
        "bottom": V[:, -1],
        "alpha": 4 * point["alpha"] / eigenvalues[0],
    }


def along(which: str) -> Family:
    """A spectral problem whose θ differs from θ* along one eigenvector only, "top" (of L) or "bottom" (of μ)."""

    def family(draw: Draw, shape: Shape) -> Arguments:
        point = spectral(draw, shape)
        return {**point, "theta": point["theta_star"] + point["t"] * point[which]}

    return family


def reflection(draw: Draw, n: int) -> Any:
    """I − 2wwᵀ/wᵀw, orthogonal for every w."""
    w = draw.vector(n)
    size = w @ w
    return array([[int(i == j) - 2 * w[i] * w[j] / size for j in range(n)] for i in range(n)])


def determinant(A: Any) -> Number:
    """By expansion along the first row."""
    if len(A) == 0:
        return 1
    return sum((-1) ** j * A[0, j] * determinant(minor(A, 0, j)) for j in range(len(A)))


def adjugate(A: Any) -> Any:
    """The matrix with A·adj(A) = det(A)·I."""
    n = len(A)
    return array([[(-1) ** (i + j) * determinant(minor(A, j, i)) for j in range(n)] for i in range(n)])


def minor(A: Any, i: int, j: int) -> Any:
    return np.delete(np.delete(A, i, 0), j, 1)
