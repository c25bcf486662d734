"""What is proven about a fitted θ, for the very numbers that were given, rounding included.

Two facts carry everything. H = XᵀX/m does not depend on θ, so the distance to the minimum can be read off the gradient:

    θ − θ* = H⁻¹∇J(θ)        J(θ) − J* = ½ ∇Jᵀ H⁻¹ ∇J ≤ ‖∇J‖² / 2μ

and an *approximate* inverse S of the triangular factor of X makes W = XS nearly orthogonal, which a product of two
matrices can check (`near_inverse`). From a proven lower bound τ on the singular values of W, and with X = WS⁻¹,

    H⁻¹ = m·S(WᵀW)⁻¹Sᵀ,   so   J(θ) − J* ≤ ½ m‖Sᵀ∇J‖²/τ²   and   μ ≥ (τ/‖S‖)²/m .

How S was found does not matter to the proof: a poor S gives a poor bound, never a false one. The gradient is computed
from the samples themselves, with a bound on its error (`slope`). What floats do to each sum is bounded by
γₙ = nu/(1 − nu) times the sum of the absolute values, in whatever order it is added up (Higham, *Accuracy and
Stability of Numerical Algorithms*, 2nd ed., §3.1), plus what underflow can lose. An eigenvalue from `eigvalsh` would be
no bound: near the condition number 1e12 of H it is often negative.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from linreg.affine import Array
from linreg.bounds import ETA, U, above, gamma, norm
from linreg.dependence import large
from linreg.near_inverse import NearInverse
from linreg.scaling import power_of_two
from linreg.slope import Slope

SMALL = 256  # up to so many columns the condition number comes from all singular values
POWER_STEPS = 12


@dataclass(frozen=True, eq=False)
class Certificate:
    """What is proven about a fitted θ, in the units of the data.

    solver: what found θ. gradient_norm: ‖∇J(θ)‖ as computed; gradient_error: δ, how far rounding can have moved it.
    cost_gap: J(θ) − J* is at most this. coefficient_errors: |θⱼ − θⱼ*| is at most this, intercept first, where the
    minimum is unique. smallest_eigenvalue: μ₋, the smallest nonzero eigenvalue of H is at least this.
    An infinite bound, or μ₋ = 0, means *no bound*: nothing could be proven.
    condition_number: of X, estimated. rank, n_parameters: of X as floats can tell it.
    constant: features that do not vary and are left out, with weight 0; θ* is the minimiser that does the same.
    dependent: sets of columns that determine one another, so that
    the weights are not unique. iterations_needed: how many more plain descent would take to meet its tolerance.
    """

    solver: str
    gradient_norm: float
    gradient_error: float
    cost_gap: float
    coefficient_errors: Array
    smallest_eigenvalue: float
    condition_number: float
    rank: int
    n_parameters: int
    constant: tuple[str, ...]
    dependent: tuple[tuple[str, ...], ...]
    iterations_needed: int | None

    def __str__(self) -> str:
        if math.isfinite(self.cost_gap):
            proven = f"J(θ) is proven to lie within {self.cost_gap:.2g} of its minimum"
        else:
            proven = "No bound: nothing could be proven about the distance to the minimum"
        sentences = [
            f"{proven} (‖∇J‖ = {self.gradient_norm:.2g} ± {self.gradient_error:.2g}, "
            f"condition number {self.condition_number:.2g}, rank {self.rank} of {self.n_parameters}; {self.solver}).",
        ]
        if self.constant:
            sentences.append(f"Constant, with weight 0: {', '.join(self.constant)}.")
        sentences += [
            f"The weights are not unique: {', '.join(names)} determine one another." for names in self.dependent
        ]
        return " ".join(sentences)


def certify(
    slope: Slope, near: NearInverse, names: Sequence[str], levels: Array, solver: str, needed: int | None
) -> Certificate:
    """Prove what can be proven about the θ at which `slope` was taken; names: one per column of `near`.

    Equation: certificate

    levels: the values of the features that do not vary. They have no part in `near`, but in ∇J they have.
    """
    reach = _reach(near.S, slope.gradient[near.basis], slope.error[near.basis])
    gradient, error = _in_data(slope, near, levels)
    return Certificate(
        solver=solver,
        gradient_norm=norm(gradient),
        gradient_error=above(norm(error), len(error)),
        cost_gap=above(0.5 * near.count * (reach / near.tau) ** 2, 8) if near.tau > 0 else math.inf,
        coefficient_errors=_coefficient_errors(near, reach),
        smallest_eigenvalue=_smallest_eigenvalue(near),
        condition_number=_condition_number(near),
        rank=len(near.basis),
        n_parameters=len(near.unit),
        constant=(),
        dependent=tuple(_involved(names, near, column, weights) for column, weights in near.relations.items()),
        iterations_needed=needed,
    )


def _reach(S: Array, slope: Array, error: Array) -> float:
    """At least ‖Sᵀ∇J‖: what was computed, what rounding can have moved it, and what ∇J itself may be off by."""
    n = len(slope)
    if not np.isfinite(error).all():
        return math.inf
    entries = np.abs(S.T @ slope) + np.abs(S).T @ (error + gamma(n + 1) * np.abs(slope))
    return float(above(norm(entries), 4 * n)) + n * ETA


def _in_data(slope: Slope, near: NearInverse, levels: Array) -> tuple[Array, Array]:
    """∇J and its error in the units of the data: ∂J/∂wⱼ there is that at the pivot and pⱼ times ∂J/∂b."""
    g, e = slope.gradient * near.unit, slope.error * near.unit
    if not near.intercept:
        return g, e
    pivot = np.append(near.pivot[1:], levels)
    at_pivot, error = (np.append(values[1:], np.zeros(len(levels))) for values in (g, e))
    error[pivot != 0] += np.abs(pivot[pivot != 0]) * e[0]
    error = error + gamma(3) * (np.abs(at_pivot) + np.abs(pivot * g[0]))
    gradient = np.append(g[0], at_pivot + pivot * g[0])
    return gradient, above(np.append(e[0], error), 8) + len(gradient) * ETA


def _rows(near: NearInverse) -> tuple[Array, Array]:
    """|S| by rows, mapped to the parameters of the data, b = b′ − p·w: of the intercept and of weights times unit."""
    S, pivot = near.S, near.pivot[near.basis] / near.unit[near.basis]
    rows = np.abs(S)
    if near.intercept and pivot.any():
        n, size = len(S), np.abs(S[0]) + np.abs(pivot) @ np.abs(S)
        rows[0] = np.abs(S[0] - pivot @ S) + above(gamma(n + 4) * size, n) + 4 * n * ETA * (1 + np.max(rows))
    return rows, near.unit[near.basis]


def _coefficient_errors(near: NearInverse, reach: float) -> Array:
    """|θ − θ*| = |m·S(WᵀW)⁻¹Sᵀ∇J| ≤ m‖Sⱼ‖·‖Sᵀ∇J‖/τ², Sⱼ the j-th row; infinite where the weights are not unique."""
    n = len(near.unit)
    if near.tau == 0 or len(near.basis) < n:
        return np.full(n, math.inf)
    rows, unit = _rows(near)
    size = power_of_two(np.max(rows, axis=1, initial=0.0))
    lengths = size * np.linalg.norm(rows / size[:, np.newaxis], axis=1)
    with np.errstate(over="ignore", invalid="ignore"):
        errors = above(near.count * lengths * reach / near.tau**2 / unit, n + 8) + ETA
    return np.where(np.isnan(errors), math.inf, errors)


def _smallest_eigenvalue(near: NearInverse) -> float:
    """μ₋ = (τ/‖S‖)²/m; leaving out dependent columns can only lower the eigenvalue (Cauchy's interlacing theorem)."""
    rows, unit = _rows(near)
    with np.errstate(over="ignore", under="ignore", divide="ignore", invalid="ignore"):
        size = above(norm(rows / unit[:, np.newaxis]), rows.size)
        bound = float((np.float64(near.tau) / size) ** 2 / near.count)
    return bound * (1 - 8 * U) if math.isfinite(bound) else 0.0


def _condition_number(near: NearInverse) -> float:
    """An estimate for X itself: where A has a pivot, column j of X is pⱼ times the ones more."""
    with np.errstate(over="ignore", under="ignore", divide="ignore", invalid="ignore"):
        R = near.factor * near.unit[near.basis]
        if near.intercept:
            R = R + np.outer(R[:, 0], near.pivot[near.basis])
        if not R.size or not np.isfinite(R).all():
            return math.inf
        if len(R) <= SMALL:
            return float(np.linalg.cond(R))
        return _largest_singular_value(R) * _largest_singular_value(near.in_data(near.S))


def _largest_singular_value(A: Array) -> float:
    """‖A‖₂ by the power method, from a start in every direction; within some per cent below."""
    v: Array = np.random.default_rng(0).normal(size=(A.shape[1],))
    for _ in range(POWER_STEPS):
        v = A.T @ (A @ (v / norm(v)))
    return norm(A @ (v / norm(v)))


def _involved(names: Sequence[str], near: NearInverse, column: int, weights: Array) -> tuple[str, ...]:
    taken = [near.basis[j] for j in np.flatnonzero(large(weights))]
    return (*(names[j] for j in taken), names[column])
