"""What the scatter about the line says of the weights: residual standard deviation, R², standard errors.

With independent errors of variance σ² the weights have the covariance σ²(XᵀX)⁻¹, and s² = RSS/(m − n) estimates σ².

    RSS = ‖y − Xθ‖²      standard error of θⱼ = s·√((XᵀX)⁻¹)ⱼⱼ      R² = 1 − RSS/TSS

TSS is Σ(y − ȳ)² with an intercept and Σy² without one: what is left of y when the features are not used. (`score`
compares with ȳ either way, as scikit-learn's does.)
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from linreg import double_double
from linreg.affine import Array
from linreg.bounds import U
from linreg.least_squares import FEWER_THAN_TEN_DIGITS, Factor
from linreg.near_inverse import NearInverse
from linreg.samples import Samples, Sums

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


def infer(theta: Array, samples: Samples, given: Factor, near: NearInverse) -> Inference:
    """From the fitted θ (n,), its samples, their orthogonal factor, and the near-inverse that rests on it.

    Where X is small, or so badly conditioned that floats leave fewer than ten digits, the residuals and the factor that
    the standard errors come from are computed in double-double: they are then right to the last digits for the very
    numbers given. Source: Björck, *Numerical Methods for Least Squares Problems*, §2.8.
    """
    n, exact, unit = len(theta), _is_exact(given), float(given.unit[-1])
    centre = 0.0
    if given.intercept:
        centre = samples.total(lambda X, y: Sums((np.sum(y / unit),), 1)).parts[0] / given.count
    rss, tss, beside, gram = samples.total(_measure(theta, centre, exact, given, near)).parts
    tss -= beside**2 / given.count if given.intercept else 0.0  # for what rounding left of the mean
    dof = near.count - len(near.basis)
    sd = math.sqrt(rss / dof) * unit if dof else None
    errors = None
    if sd is not None and len(near.basis) == n:
        errors = sd * np.sqrt(_inverse_diagonal(near, gram if exact else np.eye(n)))
    return _inference(near.count, dof, near.count - near.intercept, sd, errors, float(rss), max(0.0, float(tss)))


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


def _measure(
    theta: Array, centre: float, exact: bool, given: Factor, near: NearInverse
) -> Callable[[Array, Array], Sums]:
    """The measure of ‖r‖², Σ(y − c)² and Σ(y − c), over the unit of y, and of WᵀW, W = AS, where it is to be exact."""
    scaled, rank = theta * given.unit[:-1] / given.unit[-1], len(near.basis)

    def measure(X: Array, y: Array) -> Sums:
        sums, gram = np.zeros(3), np.zeros((rank, rank))
        for A, b in given.scaled(X, y):
            r = _product(scaled, A, b) if exact else A @ scaled - b
            sums += [r @ r, (b - centre) @ (b - centre), np.sum(b - centre)]
            if exact:
                W = _product(near.S, A[:, near.basis], np.zeros((len(A), rank)))
                gram += W.T @ W
        return Sums((*sums, gram), 1)

    return measure


def _is_exact(given: Factor) -> bool:
    n, sizes = len(given.unit) - 1, given.singular_values
    return given.count * n * n <= CHEAP or (given.rank == n and sizes[0] * U > FEWER_THAN_TEN_DIGITS * sizes[-1])


def _inverse_diagonal(near: NearInverse, gram: Array) -> Array:
    """The diagonal of (XᵀX)⁻¹ = T(WᵀW)⁻¹Tᵀ with W = AS, for any S; T is S in the units of the data.

    With S = R⁻¹ in exact arithmetic WᵀW = I; in floats S has lost κu. But W is nearly orthonormal, so that all of what
    S lacks can be read off WᵀW − I: once the cancellation in AS is done in double-double, plain floats do for the rest,
    where no condition number enters.
    """
    T = near.in_data(near.S)
    return np.asarray(np.sum(T * np.linalg.solve(gram, T.T).T, axis=1))


def _product(S: Array, A: Array, y: Array) -> Array:
    """AS − y in double-double, rounded once at the end."""
    return double_double.residual((S, np.zeros_like(S)), A, y)[0]
