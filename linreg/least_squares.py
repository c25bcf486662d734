"""θ* without descent: the normal equation XᵀXθ = Xᵀy, solved through orthogonal factors and never by inverting XᵀX."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from linreg.affine import Array
from linreg.scaling import power_of_two

BLOCK = 1 << 16  # entries of X factored at a time: small enough to stay in cache


@dataclass(frozen=True, eq=False)
class Solution:
    """theta: (n,); rank: of X as floats can tell it; unique: whether any other θ fits as well."""

    theta: Array
    rank: int

    @property
    def unique(self) -> bool:
        """Whether the columns are independent, so that no other θ fits as well."""
        return self.rank == len(self.theta)


def least_squares(X: Array, y: Array) -> Solution:
    """θ* = argmin ‖Xθ − y‖², the shortest one where the columns are dependent.

    Equation: normal-equation

    X: (m, n), y: (m,). The columns are first scaled by powers of two, which rounds nothing and lets features of 1e-150
    and 1e150 stand side by side; "shortest" is meant in those scales. Source: Golub and Van Loan, *Matrix
    Computations*, §5.3 and §5.5, by the singular value decomposition of the triangular factor.
    """
    unit = power_of_two(np.max(np.abs(X), axis=0))
    R = triangular_factor(np.column_stack([X, y]), np.append(unit, 1.0))
    theta, _, rank, _ = np.linalg.lstsq(R[:, :-1], R[:, -1], rcond=rank_tolerance(X))
    return Solution(theta / unit, int(rank))


def triangular_factor(X: Array, unit: Array) -> Array:
    """R of X/unit = QR, (min(m, n), n), one block of rows after another; Q is never formed.

    Stacking blocks is orthogonal as well: [A₁; A₂] = diag(Q₁, I)·[R₁; A₂], so R of the short stack is R of the whole.
    """
    rows = max(X.shape[1], BLOCK // X.shape[1])
    R: Array = X[:0]
    for start in range(0, len(X), rows):
        stack = np.vstack([R, X[start : start + rows] / unit])
        R = np.asarray(np.linalg.qr(stack, mode="r"))
    return R


def rank_tolerance(X: Array) -> float:
    """The share of the largest singular value below which another counts as zero: max(m, n)·2u, as LINPACK's users."""
    return float(max(X.shape) * np.finfo(np.float64).eps)
