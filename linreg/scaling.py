"""Standardise the features, and undo it: z = (x − mean)/scale makes the valley round, so that descent takes few steps.

The map is affine, so θ in one set of coordinates is θ in the other, exactly the same predictions:

    b′ + Σ wⱼ′(xⱼ − meanⱼ)/scaleⱼ = b + Σ wⱼxⱼ   with   wⱼ = wⱼ′/scaleⱼ   and   b = b′ − Σ wⱼ·meanⱼ
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from linreg.affine import Array, with_intercept


@dataclass(frozen=True, eq=False)
class Scaling:
    """The coordinates that descent walks in: features less `mean`, over `scale` (both (d,), in the features' units)."""

    mean: Array
    scale: Array
    intercept: bool

    def design(self, X: Array) -> Array:
        """The design matrix in these coordinates: (m, d), or (m, d+1) with the column of ones first."""
        Z = np.subtract(X, self.mean)
        Z /= self.scale
        return with_intercept(Z) if self.intercept else Z

    def of(self, kept: Array) -> Scaling:
        """The same for some of the features."""
        return Scaling(self.mean[kept], self.scale[kept], self.intercept)

    def to_data(self, theta: Array) -> Array:
        """θ (…, n) from these coordinates into the units of the data.

        Equation: unscale
        """
        with np.errstate(over="ignore"):  # a weight beyond float64 becomes infinite, which `fit` refuses by name
            weights = theta[..., int(self.intercept) :] / self.scale
        if not self.intercept:
            return np.asarray(weights)
        return np.concatenate([theta[..., :1] - (weights @ self.mean)[..., np.newaxis], weights], axis=-1)

    def from_data(self, theta: Array) -> Array:
        """θ (n,) from the units of the data into these coordinates."""
        if not self.intercept:
            return np.asarray(theta * self.scale)
        weights = theta[1:]
        return np.concatenate([theta[:1] + weights @ self.mean, weights * self.scale])


def unscaled(d: int, intercept: bool) -> Scaling:
    """The units of the data themselves."""
    return Scaling(np.zeros(d), np.ones(d), intercept)


def standardised(X: Array, intercept: bool) -> Scaling:
    """Mean 0 and standard deviation 1; without an intercept the origin stays and the root mean square becomes 1.

    Equation: standardise

    Each feature is first divided by a power of two near its largest entry, so that 1e150 squared does not overflow.
    A feature that does not vary keeps the scale 1.
    """
    unit = power_of_two(np.max(np.abs(X), axis=0))
    Z = X / unit
    mean = np.mean(Z, axis=0) if intercept else np.zeros(X.shape[1])
    mean = mean + np.mean(Z - mean, axis=0) if intercept else mean  # once more, for what the first sum rounded off
    scale = np.sqrt(np.mean((Z - mean) ** 2, axis=0))
    return Scaling(mean * unit, np.where(constant(X, intercept), 1.0, scale) * unit, intercept)


def constant(X: Array, intercept: bool) -> Array:
    """Which features carry no information: those that do not vary or, where there is no intercept, are all zero."""
    return np.asarray(np.ptp(X, axis=0) == 0 if intercept else ~np.any(X, axis=0))


def power_of_two(size: Array) -> Array:
    """For each size > 0 the power of two p with p ≤ size < 2p, and 1 for 0: dividing by it rounds nothing."""
    _, exponent = np.frexp(size)
    return np.where(size == 0, 1.0, np.ldexp(1.0, exponent - 1))
