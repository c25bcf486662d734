"""θ* without descent: the normal equation XᵀXθ = Xᵀy, solved through orthogonal factors and never by inverting XᵀX.

An orthogonal solution alone loses digits to the condition number. The last ones come from gradient steps whose gradient
is exact enough,

    θ ← θ − R⁻¹R⁻ᵀ·Xᵀ(Xθ − y) ,   R the triangular factor of X,

with θ and the gradient in double-double arithmetic. Each step multiplies the error by about κu, so that a few of them
end at the float nearest to the truth: the limit was the gradient's precision, not the factor's.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from linreg import double_double
from linreg.affine import Array
from linreg.scaling import power_of_two

BLOCK = 1 << 16  # entries of X factored at a time: small enough to stay in cache
U = 2.0**-53  # unit roundoff of float64
FLOAT_STEPS = 2
EXACT_STEPS = 5  # at most; each gains as many digits as the condition number leaves
# A double-double gradient takes as long as some hundred passes over X: about 20 ms for all steps at this many entries.
CHEAP = 1 << 16
FEWER_THAN_TEN_DIGITS = 1e-10  # where κu exceeds it, float gradients are not good enough at any size


@dataclass(frozen=True, eq=False)
class Solution:
    """theta: (n,); rank: of X as floats can tell it; exact: whether the last steps took double-double gradients."""

    theta: Array
    rank: int
    exact: bool = False

    @property
    def unique(self) -> bool:
        """Whether the columns are independent, so that no other θ fits as well."""
        return self.rank == len(self.theta)


def least_squares(X: Array, y: Array) -> Solution:
    """θ* = argmin ‖Xθ − y‖², the shortest one where the columns are dependent.

    Equation: normal-equation

    X: (m, n), y: (m,). The columns are first scaled by powers of two, which rounds nothing and lets features of 1e-150
    and 1e150 stand side by side; "shortest" is meant in those scales. Where X is small, or so badly conditioned that
    floats leave fewer than ten digits, θ is the float nearest to the exact solution for these very numbers.
    Source: Golub and Van Loan, *Matrix Computations*, §5.3 and §5.5.
    """
    unit = power_of_two(np.max(np.abs(X), axis=0))
    R = triangular_factor(np.column_stack([X, y]), np.append(unit, 1.0))
    theta, _, rank, _ = np.linalg.lstsq(R[:, :-1], R[:, -1], rcond=rank_tolerance(X))
    return polish(theta / unit, X, y) if rank == len(theta) else Solution(theta / unit, int(rank))


def polish(theta: Array, X: Array, y: Array) -> Solution:
    """The last digits of a θ (n,) close to θ*: a few steps θ ← θ − R⁻¹R⁻ᵀ∇. With dependent columns it stays as it is.

    Equation: refinement-step

    Source: Björck, *Numerical Methods for Least Squares Problems*, §2.9.
    """
    if theta.size == 0:
        return Solution(theta, 0)
    unit, size = power_of_two(np.max(np.abs(X), axis=0)), power_of_two(np.max(np.abs(y)))
    R = triangular_factor(X, unit)
    sizes = np.linalg.svd(R, compute_uv=False)
    rank = int(np.sum(sizes > rank_tolerance(X) * sizes[0]))
    if rank < len(theta):
        return Solution(theta, rank)
    exact = X.size <= CHEAP or sizes[0] * U > FEWER_THAN_TEN_DIGITS * sizes[-1]
    S, steps = np.linalg.inv(R), EXACT_STEPS if exact else FLOAT_STEPS
    at: double_double.Pair = (theta * unit / size, np.zeros_like(theta))
    for _ in range(steps):
        step = S @ (S.T @ _gradient(at, X / unit, y / size, exact))
        at = double_double.add(at, (-step, np.zeros_like(step)))
        if np.max(np.abs(step)) <= U**2 * np.max(np.abs(at[0])):
            break
    return Solution(at[0] * size / unit, rank, exact)


def _gradient(theta: double_double.Pair, A: Array, y: Array, exact: bool) -> Array:
    """Aᵀ(Aθ − y), correctly rounded or nearly so where it is to be exact."""
    if not exact:
        return np.asarray(A.T @ (A @ theta[0] - y))
    parts = [double_double.gradient(theta, A[rows], y[rows]) for rows in row_blocks(*A.shape)]
    highs, lows = zip(*parts, strict=True)
    return double_double.total((np.array(highs), np.array(lows)))[0]


def triangular_factor(X: Array, unit: Array) -> Array:
    """R of X/unit = QR, (min(m, n), n), one block of rows after another; Q is never formed.

    Stacking blocks is orthogonal as well: [A₁; A₂] = diag(Q₁, I)·[R₁; A₂], so R of the short stack is R of the whole.
    """
    R: Array = X[:0]
    for rows in row_blocks(*X.shape):
        stack = np.vstack([R, X[rows] / unit])
        R = np.asarray(np.linalg.qr(stack, mode="r"))
    return R


def row_blocks(m: int, n: int) -> list[slice]:
    """The rows of an (m, n) matrix, so many at a time that a block stays in cache."""
    rows = max(1, n, BLOCK // max(1, n))
    return [slice(start, start + rows) for start in range(0, m, rows)]


def rank_tolerance(X: Array) -> float:
    """The share of the largest singular value below which another counts as zero: max(m, n)·2u, as numpy's lstsq."""
    return float(max(X.shape) * 2 * U)
