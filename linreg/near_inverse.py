"""A matrix S that makes the columns of X nearly orthonormal, and how nearly, proven.

From the factor RᵀR = XᵀX comes S ≈ R⁻¹, and W = XS is nearly orthonormal. What is proven is a lower bound τ on its
singular values, from ‖I − WᵀW‖: how S was found does not matter to the proof. There are two ways to WᵀW.

**From the moments**, as SᵀGS with no further look at the data, the better the more alike in direction the columns of
the moments are *not*: XᵀX has the square of their condition number. **From the samples**, by orthogonal factors and a
pass that forms W itself, which works wherever floats can tell the columns apart, and finds those they cannot.

Both work on columns A = (1, (X − p)/unit), p the pivot of the moments or 0. The map from θ to the parameters of these
columns is exact in real arithmetic: the intercept becomes b + p·w − q (q, the pivot of y), the weights w·unit.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numpy as np

from linreg.affine import Array
from linreg.bounds import ETA, U, above, gamma, norm
from linreg.columns import Columns
from linreg.dependence import independent_columns, is_exact
from linreg.least_squares import Factor, rank_tolerance
from linreg.samples import Samples, Sums

BLOCK = 96  # matrices are taken by so many columns


@dataclass(frozen=True, eq=False)
class NearInverse:
    """S and τ on the columns of the basis, and what is known of all n columns of A.

    pivot, unit: (n,), 0 and 1 for the column of ones; target: q. sizes: (n+1,), at least the norm of each column of A
    as computed and of y − q. relations: for each column outside the basis its weights over the basis. factor: R of A
    on the basis. solution: θ* of the moments, where they are what S came from.
    """

    S: Array
    tau: float
    basis: list[int]
    pivot: Array
    target: float
    unit: Array
    sizes: Array
    count: int
    intercept: bool
    factor: Array
    relations: dict[int, Array] = field(default_factory=dict)
    solution: Array = field(default_factory=lambda: np.empty(0))

    def in_data(self, steps: Array) -> Array:
        """Steps (len(basis), …) of the parameters of A in those of the data, (n, …): Δw = Δw′/unit, Δb = Δb′ − p·Δw."""
        wide = np.zeros((len(self.unit), *steps.shape[1:]))
        wide[self.basis] = (steps.T / self.unit[self.basis]).T
        if self.intercept:
            wide[0] -= self.pivot[1:] @ wide[1:]
        return wide

    def newton(self, gradient: Array) -> Array:
        """H⁻¹∇J for a gradient (n,) in the columns A: the step from θ* to θ, in the units of the data."""
        return self.in_data(self.count * (self.S @ (self.S.T @ gradient[self.basis])))

    def minimum(self, cross: Array) -> Array:
        """θ* for Aᵀ(y − q): the step back from where all weights are 0 and the intercept is q."""
        theta = self.newton(cross / self.count)
        if self.intercept:
            theta[0] += self.target
        return theta


def from_moments(columns: Columns) -> NearInverse:
    """By the factor of the moments; τ = 0 where they cannot carry it."""
    R = columns.factor[:-1, :-1]
    n, basis = len(R), list(range(len(R)))
    relations: dict[int, Array] = {}
    S = triangular_inverse(R) if np.diagonal(R).all() else np.zeros((n, n))
    tau = _tau_of_moments(columns, S)
    if tau == 0:
        basis, relations = independent_columns(R, basis, math.sqrt(n * gamma(columns.depth)))
        R = R[:, basis]
        S = np.linalg.inv(np.linalg.qr(R, mode="r"))
    near = NearInverse(
        S=S,
        tau=tau,
        basis=basis,
        pivot=columns.pivot[:-1],
        target=float(columns.pivot[-1]),
        unit=columns.unit[:-1],
        sizes=columns.sizes * np.append(np.ones(n), columns.unit[-1]),
        count=columns.count,
        intercept=columns.intercept,
        factor=R,
        relations=relations,
    )
    return replace(near, solution=near.minimum(columns.gram[:-1, -1] * columns.unit[-1]))


def _tau_of_moments(columns: Columns, S: Array) -> float:
    """The entries of G err by γ(depth)·sizesⱼ·sizesₖ, those of SᵀGS by γ₂ₙ₊₄ more, and A by u|A| for the subtraction:

    τ = √(1 − ‖I − SᵀGS‖ − (γ(depth) + γ₂ₙ₊₄)‖ν‖²) − 2u‖ν‖ ,   νₖ = Σⱼ sizesⱼ|sⱼₖ| .
    """
    m, n, size = columns.count, len(S), np.abs(S)
    spread = above(norm(columns.sizes[:-1] @ size), n + 8)
    lost = (m + 2 * n) * ETA * above(norm((1 / columns.beyond[:-1]) @ size), 2 * n) ** 2
    off = defect(S, columns.gram[:-1, :-1]) + (gamma(columns.depth) + gamma(2 * n + 4)) * spread**2 + lost
    tau = (math.sqrt(max(0.0, 1 - above(off, 2 * n + 8))) - 2 * U * spread - m * n * ETA) * (1 - 8 * U)
    return tau if tau > 0 else 0.0  # not a number is no bound either


def from_samples(samples: Samples, given: Factor) -> NearInverse:
    """By orthogonal factors and one more pass, with the columns left out that others determine.

    Y, the computed W, errs by at most γₙ|A||S|; G, the computed YᵀY, by at most γ(depth)|Y|ᵀ|Y|. By Weyl's theorem

        τ = √(1 − ‖I − G‖ − γ(depth)‖Y‖²) − γₙ‖|A||S|‖ ,   each norm taken as Frobenius's.
    """
    R, unit, m = given.R, given.unit[:-1], given.count
    basis, relations = independent_columns(R, list(range(len(unit))), rank_tolerance(m, len(unit)))
    n, S = len(basis), np.linalg.inv(np.linalg.qr(R[:, basis], mode="r"))
    sums = samples.total(_near_gram(given, basis, S))
    (G, squares), depth = sums.parts, sums.depth
    sizes = above(np.sqrt(squares), depth + 2) + m * ETA
    product = above(norm(sizes[basis] @ np.abs(S)), n + 2)
    off = above(norm(np.eye(n) - G), n * n) + gamma(depth + 1) * above(float(np.trace(G)), depth + n) + m * n * ETA
    tau = math.sqrt(max(0.0, 1 - above(off, 4))) - above(gamma(n + 1) * product, 4) - m * n * ETA
    if not math.isfinite(tau) or not all(is_exact(samples, given, basis, j, relations[j]) for j in relations):
        tau = 0.0  # a column that only *seems* to depend on the others may still lower J*
    tau, sizes = max(0.0, tau * (1 - 4 * U)), sizes * np.append(np.ones(len(unit)), given.unit[-1])
    return NearInverse(S, tau, basis, np.zeros(len(unit)), 0.0, unit, sizes, m, given.intercept, R[:, basis], relations)


def _near_gram(given: Factor, basis: list[int], S: Array) -> Callable[[Array, Array], Sums]:
    """The measure of YᵀY, Y = AS, and of the squares of all columns of A and of y."""

    def measure(X: Array, y: Array) -> Sums:
        G, squares, depth = np.zeros((len(basis), len(basis))), np.zeros(len(given.unit)), 0
        for A, b in given.scaled(X, y):
            Y = A[:, basis] @ S
            G += Y.T @ Y
            squares += np.append(np.sum(A**2, axis=0), b @ b)
            depth = max(depth, len(b)) + 1
        return Sums((G, squares), depth)

    return measure


def triangular_inverse(R: Array) -> Array:
    """R⁻¹ of an upper triangular R, by blocks of columns: [A B; 0 C]⁻¹ = [A⁻¹ −A⁻¹BC⁻¹; 0 C⁻¹]."""
    S = np.zeros(R.shape)
    for start in range(0, len(R), BLOCK):
        own = slice(start, start + BLOCK)
        S[own, own] = np.triu(np.linalg.inv(R[own, own]))
        beside = R[:start, own] @ S[own, own]
        for first in range(0, start, BLOCK):  # of A⁻¹, what is zero is left out
            rows = slice(first, first + BLOCK)
            S[rows, own] = -(S[rows, first:start] @ beside[first:])
    return S


def defect(S: Array, G: Array) -> float:
    """‖I − SᵀGS‖ (Frobenius) for an upper triangular S and a symmetric G, by blocks: what is zero is left out."""
    n, total = len(S), 0.0
    for start in range(0, n, BLOCK):
        stop = min(n, start + BLOCK)
        product = G[:stop, :stop] @ S[:stop, start:stop]
        for first in range(0, stop, BLOCK):
            last = min(n, first + BLOCK)
            C = S[:last, first:last].T @ product[:last]
            total += float(np.sum((C - np.eye(len(C))) ** 2)) if first == start else 2 * float(np.sum(C**2))
    return float(above(math.sqrt(total), n * n + 8))
