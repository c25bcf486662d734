"""The truth: J, ∇J, descent and its limit in rational arithmetic, for the very floats that were given.

A float is an integer times a power of two, so an array of floats is an array of integers over one common denominator.
Everything below is arithmetic of such integers, with a single division at the end: no rounding, no overflow.
Arrays of `Fraction` are taken as well, which is how the iterates of descent are fed back.
"""

from __future__ import annotations

from fractions import Fraction
from math import lcm
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]


def residual(theta: npt.ArrayLike, X: npt.ArrayLike, y: npt.ArrayLike) -> Array:
    """r = Xθ − y as `Fraction`s, (m,)."""
    (T, t), (A, a), (B, b) = integers(theta), integers(X), integers(y)
    return _over(b * (A @ T) - a * t * B, a * t * b)


def cost(theta: npt.ArrayLike, X: npt.ArrayLike, y: npt.ArrayLike) -> Fraction:
    """J(θ) = ‖Xθ − y‖² / 2m."""
    (T, t), (A, a), (B, b) = integers(theta), integers(X), integers(y)
    r = b * (A @ T) - a * t * B  # a·t·b times the residual
    return Fraction(r @ r, 2 * len(B) * (a * t * b) ** 2)


def gradient(theta: npt.ArrayLike, X: npt.ArrayLike, y: npt.ArrayLike) -> Array:
    """∇J(θ) = Xᵀ(Xθ − y) / m as `Fraction`s, (n,)."""
    (T, t), (A, a), (B, b) = integers(theta), integers(X), integers(y)
    r = b * (A @ T) - a * t * B
    return _over(A.T @ r, len(B) * a * a * t * b)


def descend(theta: npt.ArrayLike, X: npt.ArrayLike, y: npt.ArrayLike, lr: float | Fraction, steps: int) -> list[Array]:
    """θ₀, θ₁, …, θₖ of θ ← θ − α∇J(θ): steps + 1 arrays of `Fraction`s."""
    path, alpha = [rational(theta)], Fraction(lr)
    for _ in range(steps):
        path.append(path[-1] - alpha * gradient(path[-1], X, y))
    return path


def limit(theta: npt.ArrayLike, X: npt.ArrayLike, y: npt.ArrayLike) -> Array:
    """θ projected onto the minimisers of J: where descent from θ ends, for any α that converges.

    The steps lie in the row space of X. With B a basis of it, the limit is θ + Bᵀc where XᵀX(θ + Bᵀc) = Xᵀy.
    """
    X, start = rational(X), rational(theta)
    B = X[_pivot_columns(X.T)]
    c = _solve(X @ B.T, rational(y) - X @ start)
    return start + B.T @ c  # type: ignore[no-any-return]


def solution(X: npt.ArrayLike, y: npt.ArrayLike) -> Array:
    """θ*, the minimiser of J with the smallest norm: where descent from zero ends."""
    return limit(np.zeros(np.asarray(X).shape[1]), X, y)


def row_space_projector(X: npt.ArrayLike) -> Array:
    """P = Bᵀ(BBᵀ)⁻¹B, which takes every θ to its part in the row space of X; I when the rank is full."""
    X = rational(X)
    B = X[_pivot_columns(X.T)]
    columns = [B.T @ _solve(B.T, e) for e in rational(np.eye(X.shape[1]))]
    return np.array(columns, dtype=object).reshape(X.shape[1], X.shape[1]).T


def rank(X: npt.ArrayLike) -> int:
    """The rank of X, decided without a tolerance."""
    return len(_pivot_columns(rational(X)))


def rational(array: npt.ArrayLike) -> Array:
    """The same numbers as `Fraction`s."""
    return _over(*integers(array))


def integers(array: npt.ArrayLike) -> tuple[Array, int]:
    """N and q with array = N / q: Python integers over one positive denominator."""
    array = np.asarray(array)
    if array.dtype == object:
        q = lcm(*(Fraction(v).denominator for v in array.flat))
        return _map(lambda v: int(v * q), array), q
    if array.dtype.kind in "iub":
        return array.astype(object), 1
    # a = f·2ᵉ with ½ ≤ |f| < 1, and f·2⁵³ is an integer (float64 holds float32, float16 and small integers exactly).
    f, e = np.frexp(array.astype(np.float64))
    N, shift = np.ldexp(f, 53).astype(np.int64), e.astype(np.int64) - 53
    lowest = int(shift.min(initial=0))
    return _map(lambda n, s: int(n) << int(s), N, shift - lowest), 1 << -lowest


def _over(N: Array, q: int) -> Array:
    return _map(lambda n: Fraction(n, q), N)


def _map(function: Any, *arrays: Any) -> Array:
    """The function elementwise, on object arrays of any shape."""
    return np.asarray(np.frompyfunc(function, len(arrays), 1)(*arrays), dtype=object)


def _pivot_columns(A: Array) -> list[int]:
    """The columns that do not depend on those to their left, by elimination without rounding."""
    A, pivots = A.copy(), list[int]()
    for column in range(A.shape[1]):
        top = len(pivots)
        below = [i for i in range(top, len(A)) if A[i, column] != 0]
        if not below:
            continue
        A[[top, below[0]]] = A[[below[0], top]]
        for i in range(top + 1, len(A)):
            A[i] = A[i] - A[i, column] / A[top, column] * A[top]
        pivots.append(column)
    return pivots


def _solve(A: Array, b: Array) -> Array:
    """The c that minimises ‖Ac − b‖ for a matrix of full column rank: AᵀA c = Aᵀb by Gauss–Jordan elimination."""
    n = A.shape[1]
    M = np.column_stack([A.T @ A, A.T @ b])
    for k in range(n):  # AᵀA is positive definite: no pivot is zero
        M[k] = M[k] / M[k, k]
        for i in range(n):
            if i != k:
                M[i] = M[i] - M[i, k] * M[k]
    return M[:, n]
