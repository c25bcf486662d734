"""How large a step: what the eigenvalues of H = XᵀX/m say about α."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from linreg.affine import Array
from linreg.bounds import U
from linreg.derivative import hessian


@dataclass(frozen=True)
class Spectrum:
    """L, the largest eigenvalue of H, and μ, the smallest above the rank tolerance n·u·L; estimates, not bounds."""

    largest: float
    smallest: float

    @property
    def threshold(self) -> float:
        """2/L: a fixed step converges from every start if and only if it stays below.

        Equation: divergence-threshold
        """
        return 2 / self.largest if self.largest else math.inf

    @property
    def best(self) -> float:
        """2/(L + μ), the fixed step that contracts fastest: it makes |1 − αL| and |1 − αμ| equal.

        Equation: best-fixed-step

        μ = 0 would give 2/L, which does not converge; so zero eigenvalues, along which the gradient vanishes, are left
        out. Source: Nesterov, *Introductory Lectures on Convex Optimization*, theorem 2.1.15.
        """
        return 2 / (self.largest + self.smallest) if self.largest else 1.0

    def contraction(self, lr: float) -> float:
        """ρ = max|1 − αλ|: the factor by which each step shrinks the distance to the minimum, at least.

        Equation: contraction-factor
        """
        return max(abs(1 - lr * self.largest), abs(1 - lr * self.smallest))


def spectrum(X: Array) -> Spectrum:
    """L and μ of H = XᵀX/m, X (m, n)."""
    m, n = X.shape
    return spectrum_of(hessian(X) if n <= m else X @ X.T / m)  # XXᵀ has the same eigenvalues above zero


def spectrum_of(H: Array) -> Spectrum:
    """L and μ of H (n, n)."""
    eigenvalues = np.linalg.eigvalsh(H)
    largest = float(np.max(eigenvalues, initial=0.0))
    return Spectrum(largest, float(np.min(eigenvalues[eigenvalues > len(eigenvalues) * U * largest], initial=largest)))


def single_sample_step(X: Array) -> float:
    """1/max‖xᵢ‖², for steps over some samples at a time.

    2/L is no threshold for those: a step along xᵢ is stable below 2/‖xᵢ‖², and this is half of the smallest of them.
    """
    largest = float(np.max(np.sum(X**2, axis=1)))
    return 1 / largest if largest else 1.0


def iterations_needed(norm: float, tol: float, contraction: float) -> int | None:
    """k with ρᵏ‖∇J‖ ≤ tol; None where there is no tolerance to meet or no contraction to meet it with."""
    if norm <= tol:
        return 0
    if tol == 0 or not 0 < contraction < 1:
        return None
    return math.ceil((math.log(tol) - math.log(norm)) / math.log(contraction))
