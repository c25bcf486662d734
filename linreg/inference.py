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
from typing import NamedTuple

import numpy as np

from linreg import double_double
from linreg.affine import Array
from linreg.bounds import U
from linreg.fitting import Data, Ending
from linreg.least_squares import FEWER_THAN_TEN_DIGITS, Factor
from linreg.moments import Moments
from linreg.near_inverse import NearInverse
from linreg.samples import Samples, Sums

CHEAP = 1 << 17  # products of entries of X and S: about 20 ms in double-double


@dataclass(frozen=True, eq=False)
class Inference:
    """What can be told of θ (n,) from the m samples of the fit. None where it is not defined.

    dof: m less the number of independent columns. residual_sd: s, in the units of y; None without degrees of freedom.
    standard_errors: (n,), in the units of θ, intercept first, NaN for a column that was left out; None where columns
    depend on one another or there are no degrees of freedom. r2, adjusted_r2: None where y does not vary. All are None
    where θ is so far from the minimum that RSS overflows in the units of y.
    """

    n_samples: int
    dof: int
    residual_sd: float | None
    standard_errors: Array | None
    r2: float | None
    adjusted_r2: float | None


class Scatter(NamedTuple):
    """RSS and TSS over the square of `unit`; gram: WᵀW for W = AS, A the columns of the near-inverse S; None is I."""

    rss: float
    tss: float
    unit: float
    gram: Array | None


@np.errstate(over="ignore", invalid="ignore")
def infer(ending: Ending, data: Data) -> Inference:
    """From where a fit ended and its data.

    Where X is small, or so badly conditioned that floats leave fewer than ten digits, the residuals and the factor that
    the standard errors come from are computed in double-double: they are then right to the last digits for the very
    numbers given. Source: Björck, *Numerical Methods for Least Squares Problems*, §2.8.
    """
    near, scatter = data.near, _scatter(ending, data)
    dof, total_dof = near.count - len(near.basis), near.count - data.intercept
    variance = scatter.rss / dof if dof and math.isfinite(scatter.rss) else None
    errors = None
    if variance is not None and len(near.basis) == len(near.unit):
        errors = np.full(len(data.parameters), math.nan)
        errors[data.parameters] = np.sqrt(variance * _inverse_diagonal(near, scatter.gram)) * scatter.unit
    return Inference(
        n_samples=near.count,
        dof=dof,
        residual_sd=math.sqrt(variance) * scatter.unit if variance is not None else None,
        standard_errors=errors,
        r2=1 - scatter.rss / scatter.tss if scatter.tss and math.isfinite(scatter.rss) else None,
        adjusted_r2=1 - variance / (scatter.tss / total_dof) if scatter.tss and variance is not None else None,
    )


def _scatter(ending: Ending, data: Data) -> Scatter:
    if data.orthogonal is not None and data.samples is not None:
        return _scatter_of_samples(ending.theta, data.samples, data.orthogonal, data.near)
    assert data.moments is not None
    return _scatter_of_moments(ending.slope.square, data.moments, data)


def _scatter_of_moments(rss: float, moments: Moments, data: Data) -> Scatter:
    unit = float(moments.unit[-1])
    tss = moments.gram[-1, -1] - (moments.gram[0, -1] ** 2 / moments.count if data.intercept else 0.0)
    size = math.sqrt(rss) / unit  # its square may overflow to infinity, where ** would raise an error
    return Scatter(size * size, max(0.0, float(tss)), unit, None)


def _scatter_of_samples(theta: Array, samples: Samples, given: Factor, near: NearInverse) -> Scatter:
    unit, centre = given.unit[-1], 0.0
    if given.intercept:
        centre = samples.total(lambda X, y: Sums((np.sum(y / unit),), 1)).parts[0] / given.count
    (rss, tss, beside, gram) = samples.total(_measure(theta, centre, given, near)).parts
    tss -= beside**2 / given.count if given.intercept else 0.0  # for what rounding left of the mean
    return Scatter(float(rss), max(0.0, float(tss)), float(unit), gram if _is_exact(given) else None)


def _measure(theta: Array, centre: float, given: Factor, near: NearInverse) -> Callable[[Array, Array], Sums]:
    """The measure of ‖r‖², Σ(y − c)², Σ(y − c) and WᵀW."""
    exact, scaled, nothing = _is_exact(given), theta * given.unit[:-1] / given.unit[-1], np.zeros(len(near.basis))

    def measure(X: Array, y: Array) -> Sums:
        sums = [np.zeros(3), np.zeros((len(near.basis), len(near.basis)))]
        for A, b in given.scaled(X, y):
            r = _product(scaled, A, b) if exact else A @ scaled - b
            sums[0] += [r @ r, (b - centre) @ (b - centre), np.sum(b - centre)]
            if exact:
                W = _product(near.S, A[:, near.basis], np.broadcast_to(nothing, (len(A), len(nothing))))
                sums[1] += W.T @ W
        return Sums((*sums[0], sums[1]), 1)

    return measure


def _is_exact(given: Factor) -> bool:
    n, sizes = len(given.unit) - 1, given.singular_values
    return given.count * n * n <= CHEAP or (given.rank == n and sizes[0] * U > FEWER_THAN_TEN_DIGITS * sizes[-1])


def _inverse_diagonal(near: NearInverse, gram: Array | None) -> Array:
    """The diagonal of (XᵀX)⁻¹ = T(WᵀW)⁻¹Tᵀ, T taking S to the units of the data; T(…)Tᵀ for any S, and W = AS.

    With S = R⁻¹ in exact arithmetic WᵀW = I; in floats S has lost κu. But W is nearly orthonormal, so that all of what
    S lacks can be read off WᵀW − I: once the cancellation in AS is done in double-double, plain floats do for the rest,
    where no condition number enters. Without `gram` it is taken for I.
    """
    T = near.S / near.unit[:, np.newaxis]
    if near.intercept:
        T[0] -= near.pivot[1:] @ T[1:]
    return np.asarray(np.sum(T * (T if gram is None else np.linalg.solve(gram, T.T).T), axis=1))


def _product(S: Array, A: Array, y: Array) -> Array:
    """AS − y in double-double, rounded once at the end."""
    return double_double.residual((S, np.zeros_like(S)), A, y)[0]
