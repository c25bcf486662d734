"""What the scatter about the line says of the weights: residual standard deviation, R², standard errors.

With independent errors of variance σ² the weights have the covariance σ²(XᵀX)⁻¹, and s² = RSS/(m − n) estimates σ².

    RSS = ‖y − Xθ‖²      standard error of θⱼ = s·√((XᵀX)⁻¹)ⱼⱼ      R² = 1 − RSS/TSS

TSS is Σ(y − ȳ)² with an intercept and Σy² without one: what is left of y when the features are not used. (`score`
compares with ȳ either way, as scikit-learn's does.)
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from linreg import double_double
from linreg.affine import Array
from linreg.blocks import row_blocks
from linreg.bounds import U
from linreg.least_squares import FEWER_THAN_TEN_DIGITS, rank_tolerance, triangular_factor
from linreg.near_inverse import NearInverse
from linreg.scaling import power_of_two

CHEAP = 1 << 17  # products of entries of X and S: about 20 ms in double-double


@dataclass(frozen=True, eq=False)
class Inference:
    """What can be told of θ (n,) from the m samples of the fit. None where it is not defined.

    dof: m less the number of independent columns. residual_sd: s, in the units of y; None without degrees of freedom.
    standard_errors: (n,), in the units of θ, intercept first, NaN for a column that was left out; None where columns
    depend on one another or there are no degrees of freedom. r2, adjusted_r2: None where y does not vary.
    """

    n_samples: int
    dof: int
    residual_sd: float | None
    standard_errors: Array | None
    r2: float | None
    adjusted_r2: float | None


def infer(theta: Array, X: Array, y: Array, learned: Array, intercept: bool) -> Inference:
    """From X (m, n), y (m,) and the fitted θ (n,); learned: which columns θ uses, (n,) of bool.

    Where X is small, or so badly conditioned that floats leave fewer than ten digits, the residuals and the factor that
    the standard errors come from are computed in double-double: they are then right to the last digits for the very
    numbers given. Source: Björck, *Numerical Methods for Least Squares Problems*, §2.8.
    """
    m, A, size = len(y), X[:, learned], float(power_of_two(np.max(np.abs(y))))
    unit = power_of_two(np.max(np.abs(A), axis=0))
    R = triangular_factor(A[rows] / unit for rows in row_blocks(*A.shape))
    sizes = np.linalg.svd(R, compute_uv=False)
    rank = int(np.sum(sizes > rank_tolerance(*A.shape) * np.max(sizes, initial=0.0))) if A.size else 0
    exact = A.size * A.shape[1] <= CHEAP or (rank == A.shape[1] and sizes[0] * U > FEWER_THAN_TEN_DIGITS * sizes[-1])
    rss = _residual_sum_of_squares(theta[learned] * unit / size, A / unit, y / size, exact)
    tss = float(np.sum((y / size - (_mean(y / size) if intercept else 0.0)) ** 2))
    dof, total_dof = m - rank, m - intercept
    sd = math.sqrt(rss / dof) * size if dof else None
    errors = None
    if sd is not None and rank == A.shape[1]:
        errors = np.full(len(theta), math.nan)
        errors[learned] = sd * np.sqrt(_inverse_diagonal(A / unit, R, exact)) / unit
    return _inference(m, dof, total_dof, sd, errors, rss, tss)


def infer_from_sums(square: float, total: float, near: NearInverse) -> Inference:
    """From ‖r‖² at the fitted θ, Σ(y − ȳ)² (Σy² without an intercept), and S, whose rows give (XᵀX)⁻¹ = SSᵀ.

    Where the moments have given S it lacks about κ²u, κ the condition number of the centred columns.
    """
    m, n = near.count, len(near.unit)
    dof = m - len(near.basis)
    sd = math.sqrt(square / dof) if dof else None
    errors = sd * np.linalg.norm(near.in_data(near.S), axis=1) if sd is not None and len(near.basis) == n else None
    return _inference(m, dof, m - near.intercept, sd, errors, square, total)


def _inference(
    m: int, dof: int, total_dof: int, sd: float | None, errors: Array | None, rss: float, tss: float
) -> Inference:
    return Inference(
        n_samples=m,
        dof=dof,
        residual_sd=sd,
        standard_errors=errors,
        r2=1 - rss / tss if tss else None,
        adjusted_r2=1 - (rss / dof) / (tss / total_dof) if tss and dof else None,
    )


def _residual_sum_of_squares(theta: Array, A: Array, y: Array, exact: bool) -> float:
    return math.fsum(
        float(np.sum((_product(theta, A[rows], y[rows]) if exact else A[rows] @ theta - y[rows]) ** 2))
        for rows in row_blocks(*A.shape)
    )


def _inverse_diagonal(A: Array, R: Array, exact: bool) -> Array:
    """The diagonal of (AᵀA)⁻¹ = S(WᵀW)⁻¹Sᵀ with W = AS, for any S; with S = R⁻¹ in exact arithmetic WᵀW = I.

    S = R⁻¹ alone has lost κu. But W is nearly orthonormal, so that all of what S lacks can be read off WᵀW − I: once
    the cancellation in AS is done in double-double, plain floats do for the rest, where no condition number enters.
    """
    S = np.linalg.inv(R)
    if not exact:
        return np.asarray(np.sum(S**2, axis=1))
    gram = np.zeros((len(S), len(S)))
    for rows in row_blocks(*A.shape):
        W = _product(S, A[rows], np.zeros((len(A[rows]), len(S))))
        gram += W.T @ W
    return np.asarray(np.sum(S * np.linalg.solve(gram, S.T).T, axis=1))


def _product(S: Array, A: Array, y: Array) -> Array:
    """AS − y in double-double, rounded once at the end."""
    return double_double.residual((S, np.zeros_like(S)), A, y)[0]


def _mean(y: Array) -> float:
    mean = float(np.mean(y))
    return mean + float(np.mean(y - mean))  # once more, for what the first sum rounded off
