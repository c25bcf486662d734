"""Student's t distribution: how many standard errors a confidence interval reaches."""

from __future__ import annotations

import math

import numpy as np

from linreg.affine import Array

NODES = 64
LARGE = 1000  # from here on the series for the constant has more digits than a float


def quantile(confidence: float, dof: int) -> float:
    """t with P(|T| ≤ t) = confidence, for T of Student's distribution with dof ν ≥ 1.

    With t = √ν·tan φ the density becomes smooth on a bounded interval, whatever ν,

        P(|T| ≤ t) = K ∫₀^φ cos^{ν−1} ,   K = 2Γ((ν+1)/2) / (√π·Γ(ν/2)) ,

    so that 64 Gauss–Legendre nodes give it to rounding, which 1/(1 − confidence) then magnifies. It is concave in φ:
    Newton's steps from 0 never overshoot.
    Source: Abramowitz and Stegun, *Handbook of Mathematical Functions*, 26.7.1 with the substitution above.

    >>> round(quantile(0.95, 10), 12)
    2.228138851986
    """
    nodes, weights = np.polynomial.legendre.leggauss(NODES)
    nodes, weights = (nodes + 1) / 2, weights / 2
    K, phi, step = _constant(dof), 0.0, math.inf
    while step > 2.0**-51 * phi:
        area = K * phi * float(weights @ _power_of_cosine(phi * nodes, dof))
        step = (confidence - area) / (K * float(_power_of_cosine(np.array(phi), dof)))
        phi += step
    return math.sqrt(dof) * math.tan(phi)


def _power_of_cosine(phi: Array, dof: int) -> Array:
    """cos^{ν−1} φ; by way of the tangent, since for small φ the cosine has rounded away what matters."""
    return np.asarray(np.exp(-(dof - 1) / 2 * np.log1p(np.tan(phi) ** 2)))


def _constant(dof: int) -> float:
    """K, from binomial coefficients; for large ν from the asymptotic series of the quotient of gamma functions."""
    k, odd = divmod(dof, 2)
    if dof >= LARGE:
        series = 1 - 1 / (4 * dof) + 1 / (32 * dof**2) + 5 / (128 * dof**3) - 21 / (2048 * dof**4)
        return math.sqrt(2 * dof / math.pi) * series
    if odd:
        return float(4**k / math.comb(2 * k, k) * 2 / math.pi)
    return float(2 * k * math.comb(2 * k, k) / 4**k)
