"""How far rounding may take right code from the truth: the only tolerances there are, each with its theorem.

The model of arithmetic is IEEE 754 with gradual underflow: for x, y floats and ∘ one of +, −, ×, ÷, √,

    fl(x ∘ y) = (x ∘ y)(1 + δ) + ε        |δ| ≤ u,  |ε| ≤ η/2,  and ε = 0 for + and −              (1)

u is the unit roundoff, η the smallest subnormal. A product of n factors (1 + δ)^±1 is 1 + θₙ with |θₙ| ≤ γₙ,

    γₙ = nu / (1 − nu)                                                                              (2)

Source: N. J. Higham, *Accuracy and Stability of Numerical Algorithms*, 2nd ed., SIAM 2002: (2.8) for (1), Lemma 3.1 for
(2), §3.1 for inner products in any order, §3.5 for matrix products. C.-P. Jeannerod and S. M. Rump (*Improved error
bounds for inner products in floating-point arithmetic*, SIAM J. Matrix Anal. Appl. 34, 2013) have shown that nu may
stand for γₙ in one inner product; here results of sums enter other sums, so γₙ stays.

**Which code is right?** Any that computes Xᵀ(Xθ − y)/m as sums of products of the entries: in loops, by BLAS, by
einsum, each sum in any order and association, nested or multiplied out (Gram form XᵀXθ − Xᵀy, or one sum over i and k),
with or without fused multiply-add, compensated, as a running mean, with 1/m applied anywhere (to X, to r, as 1/√m to X
and y, as ½·2/m), in the dtype of the data or in a lower one to which it casts. One n has to serve them all, so that a
bound counts the roundings of the *longest* way, and every shorter way is within it. Fused and compensated ways make
fewer or smaller errors of the same form.

**Rounding.** Write ρ = |X||θ| + |y|. Each way is a sum of the terms xᵢⱼxᵢₖθₖ/m and xᵢⱼyᵢ/m, each carrying at most n
factors (1 + δ)^±1, so by (2) the error of component j is at most γₙ times the sum of their absolute values, (|X|ᵀρ)ⱼ/m.
n counts, for one term: additions, m(d+1) − 1 when multiplied out, 3m + d when a running mean (three roundings a
sample, each weighted by at most 1/m of the sum); below m(d+2) in both cases; and 12 for scalars: 2 products, 6 for
scales (√m formed and divided out, twice; 1/m formed and applied), 3 for casting x, x and θ, 1 for casting the result.

**Underflow.** An ε of (1) is at most η/2, and from where it arises it is multiplied by the cofactor of that quantity.
With s the scale in play (1, 1/√m or 1/m), all quantities of all ways above, and the sum of their cofactors:

    xᵢⱼs as the left factor      Σᵢ ρᵢ               xᵢₖs within the residual     (|X|ᵀ1)ⱼ‖θ‖₁
    yᵢs, rᵢs                     (|X|ᵀ1)ⱼ each       xᵢₖθₖ                        d(|X|ᵀ1)ⱼ
    xᵢⱼxᵢₖ                       m‖θ‖₁               Aⱼₖ/m                        ‖θ‖₁
    xᵢⱼxᵢₖθₖ                     md                  xᵢⱼrᵢ, xᵢⱼyᵢ                 m each
    Aⱼₖθₖ, bⱼ/m, the result      d + 2               a cast of θₖ                 (|X|ᵀ|X|1)ⱼ

Since γₙ ≤ 1 is demanded, later roundings at most double an ε: together at most η times the sum of these, `_spill`.

**The bound's own evaluation** is in float64. All its terms are ≥ 0, so it is low by less than a factor 1 + 2⁻²⁰ while
n ≤ 2³²; its own underflows are those of a right way, hence no more than the underflow term, which is doubled.

No bound (nu > ½, or an overflow on the way) raises `Unbounded`: the caller must call that inconclusive.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]

# Roundings of one term that do not grow with the problem: see "Rounding" above.
SCALARS = 12
OUTWARD = 1 + 2.0**-20


class Unbounded(ArithmeticError):
    """Nothing can be said: the numbers are too many or too large for the precision."""


@dataclass(frozen=True)
class Arithmetic:
    """What a dtype can do: u the unit roundoff, eta the smallest positive number, top the largest."""

    u: float
    eta: float
    top: float

    def gamma(self, n: int) -> float:
        """γₙ = nu / (1 − nu), at most 1; raises `Unbounded` beyond that."""
        if n * self.u > 0.5:
            raise Unbounded(f"{n} roundings of {self.u:.1e} each may add up to everything there is")
        return n * self.u / (1 - n * self.u)


def arithmetic(dtype: npt.DTypeLike) -> Arithmetic:
    """The arithmetic of a dtype; integers are computed with in float64."""
    kind = np.dtype(dtype)
    info = np.finfo(kind if kind.kind == "f" else np.float64)
    return Arithmetic(float(info.eps) / 2, float(info.smallest_subnormal), float(info.max))


def flushing(model: Arithmetic) -> Arithmetic:
    """The same with subnormals flushed to zero, as XLA does.

    Then inputs, sums and products each lose at most the smallest normal number, η/2u. For Xᵀ(Xθ − y)/m as it stands
    each of these losses has its cofactor in the table above, and no cofactor is met more than twice: η/u replaces η.
    """
    return replace(model, eta=model.eta / model.u)


DOUBLE = arithmetic(np.float64)
SINGLE = arithmetic(np.float32)


def residual(theta: Array, X: Array, y: Array, model: Arithmetic) -> Array:
    """|r̂ − r| ≤ γₙ(|X||θ| + |y|) + underflow, (m,), with n = d + 4: a product, d additions, 2 casts and the result's.

    Source: Higham, (3.5) for each row's inner product.
    """
    t, A, b = _magnitudes(theta, X, y)
    spill = model.eta * (A.sum(axis=1) + t.sum() + len(t) + 2)  # casts of θ and of X; the products; y and the result
    return _outward(model.gamma(len(t) + 4) * (A @ t + b), spill)


def cost(theta: Array, X: Array, y: Array, model: Arithmetic) -> float:
    """|Ĵ − J| ≤ γₙ‖|X||θ| + |y|‖² / 2m + underflow, with n = m(d+2) + 2d + 24.

    Any way to sum the terms xᵢₖθₖxᵢₗθₗ/2m, xᵢₖθₖyᵢ/m, yᵢ²/2m: r·r, ‖r‖² through a root (which halves what comes before
    and is doubled after), θᵀAθ − 2bᵀθ + yᵀy. Each term meets the residual's d additions twice, and m more.
    Cofactors as for the gradient, with |θ| in the place of the left factor.
    """
    t, A, b = _magnitudes(theta, X, y)
    (m, d), rho, size = A.shape, A @ t + b, t.sum()
    spill = (m + 1) * (d + 2) + (m + d + 1) * size * (size + 1) + (d + 3 + size) * rho.sum() + (rho @ A).sum()
    n = m * (d + 2) + 2 * d + 2 * SCALARS
    return float(_outward(model.gamma(n) * (rho @ rho) / (2 * m), model.eta * spill))


def gradient(theta: Array, X: Array, y: Array, model: Arithmetic) -> Array:
    """|ĝ − ∇J| ≤ γₙ|X|ᵀ(|X||θ| + |y|)/m + underflow, (n,), with n = m(d+2) + 12, for any right way to compute it.

    Source: the module's docstring; Higham, §3.5.
    """
    t, A, b = _magnitudes(theta, X, y)
    n = len(A) * (len(t) + 2) + SCALARS
    return _outward(model.gamma(n) * _gradient_magnitude(t, A, b), model.eta * _spill(t, A, b))


def descent(path: Sequence[Array], X: Array, y: Array, lr: float, model: Arithmetic) -> list[Array]:
    """|θ̂ₖ − θₖ| for each exact iterate of the path θ₀, θ₁, …: a list of (n,).

    One step computed from θ̂ is θ̂ − α∇J(θ̂) + e, for any right gradient and for (I − αH)θ̂ + αb alike, with

        |e| ≤ γ(d+6)|θ̂| + αγ(n+d+6)|X|ᵀ(|X||θ̂| + |y|)/m + underflow                                 (3)

    Hence θ̂ₖ₊₁ − θₖ₊₁ = (I − αH)(θ̂ₖ − θₖ) + eₖ, and the error is at most the smaller of

        sₖ₊₁ = ‖I − αH‖₂ sₖ + ‖eₖ‖₂        by norms, which lasts for as many steps as one likes
        cₖ₊₁ = |I − αH| cₖ + |eₖ|          by components, which knows the scale of each but explodes

    with |θ̂ₖ| ≤ |θₖ| + the bound so far in (3). Source: as for Higham, §17.2, stationary iterations.
    """
    A, b, alpha = *_magnitudes(X, y), abs(float(lr))
    iterates = [np.abs(np.asarray(point, dtype=np.float64)) for point in path]
    norm, absolute = contraction(X, lr), _absolute_step(X, lr)
    bounds, by_norm = [np.zeros(len(iterates[0]))], 0.0
    for point in iterates[:-1]:
        so_far = bounds[-1]
        e = step(point + so_far, A, b, alpha, model)
        by_norm = (norm * min(by_norm, float(np.linalg.norm(so_far))) + float(np.linalg.norm(e))) * OUTWARD
        bounds.append(_outward(np.minimum(absolute @ so_far + e, by_norm), 0.0))
    return bounds


def step(t: Array, A: Array, b: Array, alpha: float, model: Arithmetic) -> Array:
    """(3) of `descent` for |θ| ≤ t, |X| ≤ A, |y| ≤ b, (n,).

    α may be applied before or after an underflow, and α/m may itself underflow.
    """
    m, d = A.shape
    size = _gradient_magnitude(t, A, b)
    rounding = model.gamma(d + 6) * t + alpha * model.gamma(m * (d + 2) + d + 6 + SCALARS) * size
    return _outward(rounding, model.eta * (max(1.0, alpha) * _spill(t, A, b) + m * size + t.sum() + 1))


def normal_equation(X: Array, y: Array, model: Arithmetic) -> float:
    """‖θ̂ − θ*‖₂ for any of Cholesky, LU, the inverse, QR or SVD in the given arithmetic; independent columns only.

    Forming C = XᵀX/m and c = Xᵀy/m and solving gives (C + ΔC)θ̂ = c + Δc with ‖ΔC‖ ≤ ε‖C‖, ‖Δc‖ ≤ ε‖X‖‖y‖/m, and so

        ‖θ̂ − θ*‖ ≤ εκ(C) / (1 − εκ(C)) · (‖θ*‖ + ‖X‖‖y‖/mμ),    ‖θ*‖ ≤ ‖c‖/μ ≤ ‖X‖‖y‖/mμ

    Through the inverse the second term is needed, and QR and SVD stay below (their κ(X)² only meets ‖r‖ ≤ ‖y‖).
    ε = d·2ᵈ·γ(m + 3d + 12): Higham, (20.12) with Theorem 10.4 for Cholesky, Theorem 9.5 for LU (2ᵈ is the growth of
    partial pivoting), §14.3 for the inverse, Theorems 20.1 and 20.3 for QR. Where Higham leaves "a small integer
    constant" open, 4 is taken: this one bound rests on that.
    """
    m, d = X.shape
    (b,) = _magnitudes(y)
    inverse, top = inverse_norm(X), curvature(X)
    condition, eps = inverse * top, 4 * d * 2**d * model.gamma(m + 3 * d + SCALARS)
    if eps * condition > 0.5:
        raise Unbounded(f"the condition number {condition:.1e} of XᵀX leaves no digit of the solution")
    size = float(np.sqrt(top / m)) * float(np.linalg.norm(b)) * inverse
    spill = model.eta * (m + 2) * (d + 2) * (1 + 2 * size) * inverse
    return float(_outward(2 * eps * condition / (1 - eps * condition) * size, spill))


def may_overflow(theta: Array, X: Array, y: Array, model: Arithmetic) -> bool:
    """Whether some right way would meet a number beyond the largest: then what is not finite proves nothing."""
    t, A, b = _magnitudes(theta, X, y)
    with np.errstate(over="ignore"):
        rho = A @ t + b
        sizes = [rho @ rho, (rho @ A).max(initial=0), (A * A).sum(), A.max(initial=0), rho.max(), t.max(initial=0)]
    return not max(map(float, sizes)) < model.top / 4


def curvature(X: Array) -> float:
    """An upper bound of L = ‖XᵀX/m‖₂, within a few per cent."""
    H, error = _hessian(X)
    return float((spectral_norm(H) + np.linalg.norm(error)) * OUTWARD)


def contraction(X: Array, lr: float, projector: Array | None = None) -> float:
    """An upper bound of ‖I − αH‖₂, or of ‖(I − αH)P‖₂ for the projector P onto the row space of X, where HP = H."""
    H, error = _hessian(X)
    step = (np.eye(len(H)) if projector is None else np.asarray(projector, dtype=np.float64)) - lr * H
    own = 4 * DOUBLE.u * (1 + np.abs(step)) + abs(lr) * error
    return float((spectral_norm(step) + np.linalg.norm(own)) * OUTWARD)


def spectral_norm(S: Array, squarings: int = 7) -> float:
    """An upper bound of ‖S‖₂ for a symmetric S, too large by a factor of at most d^(1/256) and some rounding.

    ‖S‖₂² = ‖S²‖₂, and squaring in floats errs by at most γ_d‖S‖_F²; at last ‖S‖₂ ≤ ‖S‖_F. So after seven squarings
    the Frobenius norm's factor √d has become d^(1/256). Source: Higham, (3.13) for the product.
    """
    size = float(np.linalg.norm(S)) * OUTWARD
    if not np.isfinite(size):
        raise Unbounded("the Hessian overflows")
    if squarings == 0 or size == 0:
        return size
    unit = S / size
    return size * float(np.sqrt(spectral_norm(unit @ unit, squarings - 1) + DOUBLE.gamma(len(S) + 4))) * OUTWARD


def inverse_norm(X: Array) -> float:
    """An upper bound of ‖H⁻¹‖₂ = 1/μ. Raises `Unbounded` where the floats cannot even show that H is regular.

    For any matrix R with ‖I − RH‖ ≤ q < 1, H is regular and ‖H⁻¹‖ ≤ ‖R‖ / (1 − q); R is what inverting gave.
    Source: S. M. Rump, Verification methods, Acta Numerica 19 (2010), §10.
    """
    H, error = _hessian(X)
    try:
        R = np.linalg.inv(H)
    except np.linalg.LinAlgError:
        raise Unbounded("the columns of X depend on one another, to working precision") from None
    d = len(H)
    defect = np.abs(np.eye(d) - R @ H) + DOUBLE.gamma(d + 2) * (np.eye(d) + np.abs(R) @ np.abs(H)) + np.abs(R) @ error
    q = float(np.linalg.norm(defect)) * OUTWARD
    if not q < 0.5:
        raise Unbounded("the columns of X depend on one another, to working precision")
    return float(np.linalg.norm(R)) / (1 - q) * OUTWARD


def _magnitudes(*arrays: Any) -> tuple[Array, ...]:
    """The absolute values in float64, which holds every smaller dtype exactly."""
    return tuple(np.abs(np.asarray(a, dtype=np.float64)) for a in arrays)


def _gradient_magnitude(t: Array, A: Array, b: Array) -> Array:
    """|X|ᵀ(|X||θ| + |y|)/m, itself the gradient at |θ|, |X|, −|y|."""
    with np.errstate(over="ignore"):
        return A.T @ (A @ t + b) / len(b)  # type: ignore[no-any-return]


def _spill(t: Array, A: Array, b: Array) -> Array:
    """The sum of the cofactors in the module's docstring: what a loss of 1 in every intermediate quantity comes to."""
    (m, d), size = A.shape, t.sum()
    columns = A.sum(axis=0)
    with np.errstate(over="ignore", invalid="ignore"):
        left = (A @ t + b).sum()
        gram = A.T @ A.sum(axis=1)
        return left + (size + d + 2) * columns + (m + 1) * (size + d + 2) + gram  # type: ignore[no-any-return]


def _absolute_step(X: Array, lr: float) -> Array:
    """An upper bound of |I − αH|."""
    H, error = _hessian(X)
    step = np.abs(np.eye(len(H)) - lr * H)
    return (step + 4 * DOUBLE.u * (1 + step) + abs(lr) * error) * OUTWARD


def _hessian(X: Array) -> tuple[Array, Array]:
    """H = XᵀX/m in float64, and a bound of its error by components."""
    A = np.asarray(X, dtype=np.float64)
    with np.errstate(over="ignore", invalid="ignore"):
        H, size = A.T @ A / len(A), np.abs(A).T @ np.abs(A) / len(A)
    if not np.isfinite(size).all():
        raise Unbounded("XᵀX overflows")
    return H, DOUBLE.gamma(len(A) + 2) * size * OUTWARD + 2 * DOUBLE.eta


def _outward(rounding: Any, underflow: Any) -> Array:
    """The bound, safely rounded up: see the end of the module's docstring."""
    bound = np.asarray(rounding * OUTWARD + 2 * underflow)
    if not np.all(np.isfinite(bound)):
        raise Unbounded("the size of the terms overflows")
    return bound
