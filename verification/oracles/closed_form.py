"""Least squares and the whole path of descent as formulas, in rational arithmetic: nothing is iterated.

The columns of X are made orthogonal one after the other (Gram–Schmidt, without roots, so that everything stays
rational), never XᵀX inverted: X = QR with QᵀQ diagonal and R unit upper triangular. A column that depends on those
before it leaves nothing behind, so the rank is a fact and no tolerance decides it.

Source of the path: θₖ₊₁ − θ* = (I − αH)(θₖ − θ*) since ∇J(θ) = H(θ − θ*); hence θₖ = θ* + (I − αH)ᵏ(θ₀ − θ*).
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]


class RankDeficientError(ValueError):
    """The columns of X depend on one another, so that the normal equation has more than one solution."""


def normal_equation(X: npt.ArrayLike, y: npt.ArrayLike) -> Array:
    """θ* with XᵀXθ* = Xᵀy as `Fraction`s, (n,). Raises `RankDeficientError` rather than pick one of many."""
    Q, _ = _orthogonal(_fractions(X))
    dependent = [j for j, q in enumerate(Q.T) if not any(q)]
    if dependent:
        raise RankDeficientError(
            f"column {dependent[0]} of X is a combination of the columns to its left; expected independent columns. "
            "Drop it, or ask for where descent ends instead: that depends on the start."
        )
    return minimiser(X, y)


def minimiser(X: npt.ArrayLike, y: npt.ArrayLike) -> Array:
    """A minimiser of J, (n,): the solution of the normal equation with zero for every dependent column."""
    Q, R = _orthogonal(_fractions(X))
    target = _fractions(y)
    theta = np.array([Fraction(0)] * Q.shape[1], dtype=object)
    for j in reversed(range(len(theta))):  # Rθ = (QᵀQ)⁻¹Qᵀy, from the last row upwards
        q = Q[:, j]
        if any(q):
            theta[j] = (q @ target) / (q @ q) - R[j, j + 1 :] @ theta[j + 1 :]
    return theta


def path(theta: npt.ArrayLike, X: npt.ArrayLike, y: npt.ArrayLike, lr: float | Fraction, k: int) -> Array:
    """θₖ = θ* + (I − αH)ᵏ(θ₀ − θ*) as `Fraction`s, (n,); true whichever minimiser θ* is taken."""
    X = _fractions(X)
    step = _identity(X.shape[1]) - Fraction(lr) / len(X) * (X.T @ X)
    best = minimiser(X, y)
    return best + _power(step, k) @ (_fractions(theta) - best)  # type: ignore[no-any-return]


def _orthogonal(X: Array) -> tuple[Array, Array]:
    """X = QR: qⱼ = xⱼ − Σᵢ<ⱼ rᵢⱼqᵢ with rᵢⱼ = qᵢᵀxⱼ / qᵢᵀqᵢ."""
    Q, R = X.copy(), _identity(X.shape[1])
    for j in range(X.shape[1]):
        for i in range(j):
            if any(Q[:, i]):
                R[i, j] = (Q[:, i] @ X[:, j]) / (Q[:, i] @ Q[:, i])
                Q[:, j] = Q[:, j] - R[i, j] * Q[:, i]
    return Q, R


def _power(M: Array, k: int) -> Array:
    """Mᵏ by repeated squaring."""
    if k == 0:
        return _identity(len(M))
    half = _power(M, k // 2)
    return half @ half @ M if k % 2 else half @ half


def _identity(n: int) -> Array:
    return np.array([[Fraction(int(i == j)) for j in range(n)] for i in range(n)], dtype=object).reshape(n, n)


def _fractions(values: npt.ArrayLike) -> Array:
    values = np.asarray(values)
    exact = [Fraction(v if values.dtype == object else v.item()) for v in values.flat]
    return np.array(exact, dtype=object).reshape(values.shape)
