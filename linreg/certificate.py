"""What is proven about a fitted θ, for the very numbers that were given, rounding included.

Two facts carry everything. H = XᵀX/m does not depend on θ, so the distance to the minimum can be read off the gradient:

    θ − θ* = H⁻¹∇J(θ)        J(θ) − J* = ½ ∇Jᵀ H⁻¹ ∇J ≤ ‖∇J‖² / 2μ

and an *approximate* inverse S of the triangular factor of X makes W = XS nearly orthogonal, which a product of two
matrices can check. From I − WᵀW follows a proven lower bound τ on the singular values of W, and with X = WS⁻¹

    H⁻¹ = m·S(WᵀW)⁻¹Sᵀ,   so   J(θ) − J* ≤ ½ m‖Sᵀ∇J‖²/τ²   and   μ ≥ (τ/‖S‖)²/m .

How S was found does not matter to the proof: a poor S gives a poor bound, never a false one. What floats do to each
sum is bounded by γₙ = nu/(1 − nu) times the sum of the absolute values, in whatever order it is added up (Higham,
*Accuracy and Stability of Numerical Algorithms*, 2nd ed., §3.1), plus what underflow can lose. An eigenvalue from
`eigvalsh` would be no bound: near the condition number 1e12 of H it is often negative.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from linreg.affine import Array
from linreg.least_squares import U, rank_tolerance, row_blocks, triangular_factor
from linreg.scaling import power_of_two

ETA = 2.0**-1074  # the smallest positive float64: what one underflow can lose at most


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


@dataclass(frozen=True, eq=False)
class Claim:
    """What the solver says of itself; it enters no proof. constant: columns left out, with weight 0."""

    solver: str
    iterations_needed: int | None = None
    constant: tuple[int, ...] = ()


def certify(theta: Array, X: Array, y: Array, names: Sequence[str], claim: Claim) -> Certificate:
    """Prove what can be proven about θ (n,) as a least-squares solution of X (m, n), y (m,); names: one per column.

    Equation: certificate
    """
    unit = power_of_two(np.max(np.abs(X), axis=0))
    slope, error = gradient_and_error(theta, X, y, unit)
    R = triangular_factor(X, unit)
    learned = [column for column in range(len(unit)) if column not in claim.constant]
    basis, relations = independent_columns(R, learned, rank_tolerance(X))
    S, tau = near_inverse(X, unit, R, basis)
    if not all(_is_exact(X, basis, column) for column in range(len(unit)) if column not in basis):
        tau = 0.0  # a column that only *seems* to depend on the others may still lower J*
    reach = _reach(S, slope[basis], error[basis])
    return Certificate(
        solver=claim.solver,
        gradient_norm=norm(slope * unit),
        gradient_error=above(norm(error * unit), len(unit)),
        cost_gap=above(0.5 * len(y) * (reach / tau) ** 2, 8) if tau > 0 else math.inf,
        coefficient_errors=_coefficient_errors(S, tau, reach, len(y), basis, learned, unit),
        smallest_eigenvalue=_smallest_eigenvalue(S / unit[basis, np.newaxis], tau, len(y)),
        condition_number=_condition_number(R[:, basis] * unit[basis]),
        rank=len(basis),
        n_parameters=len(learned),
        constant=tuple(names[column] for column in claim.constant),
        dependent=tuple(_involved(names, basis, column, weights) for column, weights in relations.items()),
        iterations_needed=claim.iterations_needed,
    )


def gradient_and_error(theta: Array, X: Array, y: Array, unit: Array) -> tuple[Array, Array]:
    """∇J in the coordinates A = X/unit, and a bound on the rounding error of each of its entries.

    Each residual is a sum of n products and y: its error is at most γₙ₊₁(|A||θ| + |y|). Each entry of Aᵀr is a sum of m
    products: at most γₘ|A|ᵀ|r| more, the errors of r carried along; and the division by m rounds once.
    """
    m, n = X.shape
    scaled = theta * unit
    if not np.array_equal(scaled / unit, theta):  # over- or underflow: the products below would not be Xθ
        return np.full(n, np.nan), np.full(n, math.inf)
    slope, error = np.zeros(n), np.zeros(n)
    for A, b in blocks(X, unit, y):
        r, size = A @ scaled - b, np.abs(A)
        slope += A.T @ r
        error += size.T @ (gamma(n + 1) * (size @ np.abs(scaled) + np.abs(b)) + gamma(m + 1) * np.abs(r))
    return slope / m, above(error / m, m + n) + 16 * (n + 1) * ETA


def independent_columns(R: Array, columns: list[int], tolerance: float) -> tuple[list[int], dict[int, Array]]:
    """Those of the columns of R that no earlier one determines; for each other one, its weights over those.

    The last diagonal entry of a triangular factor is the distance of its column from the span of the columns before it.
    """
    basis = columns.copy()
    while True:
        T = np.linalg.qr(R[:, basis], mode="r")
        distance = np.zeros(len(basis))
        distance[: len(T)] = np.abs(np.diagonal(T))
        dependent = np.flatnonzero(distance <= tolerance * np.linalg.norm(R[:, basis], axis=0))
        if len(dependent) == 0:
            break
        del basis[dependent[0]]
    others = [column for column in columns if column not in basis]
    return basis, {column: np.linalg.lstsq(R[:, basis], R[:, column], rcond=None)[0] for column in others}


def near_inverse(X: Array, unit: Array, R: Array, basis: list[int]) -> tuple[Array, float]:
    """S ≈ R⁻¹ on the columns of the basis, and τ, a proven lower bound on the singular values of W = AS (0: none).

    Y, the computed W, errs by at most γₙ|A||S|; G, the computed YᵀY, by at most γₘ|Y|ᵀ|Y|. By Weyl's theorem

        τ = √(1 − ‖I − G‖ − γₘ‖Y‖²) − γₙ‖|A||S|‖ ,   each norm taken as Frobenius's.
    """
    m, n = len(X), len(basis)
    S = np.linalg.inv(np.linalg.qr(R[:, basis], mode="r"))
    G, squares = np.zeros((n, n)), np.zeros(n)
    for A, _ in blocks(X, unit, X[:, 0]):
        Y = A[:, basis] @ S
        G += Y.T @ Y
        squares += np.sum(A[:, basis] ** 2, axis=0)
    product = above(norm(np.sqrt(squares) @ np.abs(S)), m + n)
    defect = above(norm(np.eye(n) - G), n * n) + gamma(m + 1) * above(float(np.trace(G)), m + n) + m * n * ETA
    tau = math.sqrt(max(0.0, 1 - above(defect, 4))) - above(gamma(n + 1) * product, 4) - m * n * ETA
    return S, max(0.0, tau * (1 - 4 * U)) if math.isfinite(tau) else 0.0


def _reach(S: Array, slope: Array, error: Array) -> float:
    """At least ‖Sᵀ∇J‖: what was computed, what rounding can have moved it, and what ∇J itself may be off by."""
    n = len(slope)
    entries = np.abs(S.T @ slope) + np.abs(S).T @ (error + gamma(n + 1) * np.abs(slope))
    return float(above(norm(entries), 4 * n)) + n * ETA


def _coefficient_errors(
    S: Array, tau: float, reach: float, m: int, basis: list[int], learned: list[int], unit: Array
) -> Array:
    """|θ − θ*| = |m·S(WᵀW)⁻¹Sᵀ∇J| ≤ m‖Sⱼ‖·‖Sᵀ∇J‖/τ², Sⱼ the j-th row; infinite where the weights are not unique."""
    errors = np.zeros(len(unit))
    errors[learned] = math.inf
    if tau > 0 and basis == learned:
        rows = np.array([norm(row) for row in S])
        errors[basis] = above(m * rows * reach / tau**2 / unit[basis], len(unit) + 8) + ETA
    return errors


def _smallest_eigenvalue(S: Array, tau: float, m: int) -> float:
    """μ₋ = (τ/‖S‖)²/m; leaving out dependent columns can only lower the eigenvalue (Cauchy's interlacing theorem)."""
    with np.errstate(over="ignore", under="ignore", divide="ignore"):
        bound = float((np.float64(tau) / above(norm(S), S.size)) ** 2 / m)
    return bound * (1 - 8 * U) if math.isfinite(bound) else 0.0


def _condition_number(R: Array) -> float:
    with np.errstate(over="ignore", divide="ignore", invalid="ignore"):
        return float(np.linalg.cond(R)) if R.size and np.isfinite(R).all() else math.inf


def _is_exact(X: Array, basis: list[int], column: int) -> bool:
    """Whether the column equals a sum of the basis without any rounding, as far as that is simple enough to check."""
    target, B = X[:, column], X[:, basis]
    if np.ptp(target) == 0 and (target[0] == 0 or any(b[0] != 0 and np.ptp(b) == 0 for b in B.T)):
        return True
    z = np.linalg.lstsq(B, target, rcond=None)[0]
    B, z = B[:, _large(z)], z[_large(z)]
    if len(z) == 1 and abs(math.frexp(z[0])[0]) == 0.5:
        return bool(np.array_equal(B[:, 0] * z[0], target))  # a power of two rounds nothing
    return any(_is_whole_relation(B, np.rint(q * z), q * target) for q in range(1, 13))


def _is_whole_relation(B: Array, z: Array, target: Array) -> bool:
    """Bz = target in whole numbers: where every sum stays below 2⁵³ floats are exact, and equality is a proof."""
    whole = np.array_equal(B, np.rint(B)) and np.array_equal(target, np.rint(target))
    return bool(whole and np.max(np.abs(B) @ np.abs(z) + np.abs(target)) < 2**53 and np.array_equal(B @ z, target))


def _involved(names: Sequence[str], basis: list[int], column: int, weights: Array) -> tuple[str, ...]:
    return (*(names[j] for j, taken in zip(basis, _large(weights), strict=True) if taken), names[column])


def _large(weights: Array) -> Array:
    """Which weights are more than rounding; this chooses names and candidates, and enters no proof."""
    return np.asarray(np.abs(weights) > math.sqrt(U) * np.max(np.abs(weights), initial=0.0))


def blocks(X: Array, unit: Array, y: Array) -> Iterator[tuple[Array, Array]]:
    """X/unit and y, so many rows at a time that a block stays in cache."""
    for rows in row_blocks(*X.shape):
        yield X[rows] / unit, y[rows]


def gamma(n: int) -> float:
    """γₙ = nu/(1 − nu), slightly above: by how much n roundings in a row can change a product of (1 + δ)'s."""
    return float(n * U / (1 - n * U) * (1 + 4 * U)) if n * U < 1 else math.inf


def above(value: Any, roundings: int) -> Any:
    """At least what value ≥ 0 would be without the rounding errors of so many operations that made it."""
    return value * (1 + 2 * gamma(roundings + 2))


def norm(values: Array) -> float:
    """‖·‖₂ of all entries, without overflow of their squares."""
    size = float(power_of_two(np.max(np.abs(values), initial=0.0)))
    return size * float(np.linalg.norm(values / size)) if math.isfinite(size) else math.inf
