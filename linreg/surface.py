"""J in the coordinates that descent walks in, over the samples or over the few rows that stand for them.

Both are a matrix A and targets b with J(θ) = ‖Aθ − b‖²/2m, m the number of samples: the standardised design matrix and
y or, from the moments, their triangular factor, d + 2 rows of the same J, ∇J and H at every θ (`moments`). Descent
cannot tell them apart.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from linreg.affine import Array
from linreg.bounds import ETA, gamma, norm
from linreg.moments import Moments, factor
from linreg.scaling import Scaling, standardised, unscaled
from linreg.step_size import Spectrum, single_sample_step, spectrum, spectrum_of

SETUP = 1 << 17  # what the calls for the moments take, in entries read


@dataclass(eq=False)
class Surface:
    """A (rows, n), b (rows,) and m, with J(θ) = ‖Aθ − b‖²/2m; the scaling of the coordinates; AᵀA, where known."""

    A: Array
    b: Array
    count: int
    scaling: Scaling
    gram: Array | None = None
    _seen: tuple[Array, Array] = field(default=(np.empty(0), np.empty(0)), init=False)

    def gradient(self, theta: Array) -> Array:
        """∇J(θ) = Aᵀr/m, as `linreg.gradient`."""
        r = self.A @ theta
        r -= self.b
        self._seen = theta, r
        return np.asarray(self.A.T @ r / self.count)

    def mean_squared_error(self, theta: Array) -> float:
        """2J(θ) = ‖r‖²/m, as `linreg.mean_squared_error`; the residual of the gradient just taken there is at hand."""
        if self._seen[0] is not theta:
            self.gradient(theta)
        r = self._seen[1]
        return float(r @ r) / self.count

    def steepness(self, theta: Array) -> float:
        """‖∇J(θ)‖."""
        with np.errstate(over="ignore", invalid="ignore"):
            return float(norm(self.gradient(theta)))

    @property
    def rounding(self) -> float:
        """How far rounding can move ∇J(0) = −Aᵀb/m: by γ‖A‖‖b‖/m, for sums over m samples and then over these rows."""
        rows = len(self.A)
        return gamma(self.count + rows) * norm(self.A) * norm(self.b) / self.count + (rows + 1) * ETA

    @cached_property
    def curvature(self) -> Spectrum:
        """The extreme eigenvalues of H."""
        return spectrum(self.A) if self.gram is None else spectrum_of(self.gram / self.count)

    def rate(self, batch_size: int | None) -> float:
        """The α of lr="auto"."""
        return self.curvature.best if batch_size is None else single_sample_step(self.A)


def over_samples(X: Array, y: Array, standardize: bool, intercept: bool) -> Surface:
    """The surface over the samples X (m, d) and y (m,) themselves."""
    scaling = standardised(X, intercept) if standardize else unscaled(X.shape[1], intercept)
    A = scaling.design(X)
    return Surface(A, y, len(A), scaling)


def over_moments(moments: Moments, kept: Array, standardize: bool, intercept: bool) -> Surface:
    """The surface over the factor of the moments of the kept features: as many rows as [1 X y] has columns."""
    scaling = moments.standardised(intercept) if standardize else unscaled(len(kept), intercept)
    chosen = np.concatenate([[intercept], kept, [True]])
    G = moments.in_coordinates(scaling)
    G = G if chosen.all() else G[np.ix_(chosen, chosen)]
    R = factor(G)
    b = R[:, -1] * moments.unit[-1] + (moments.pivot[-1] * R[:, 0] if intercept else 0.0)
    return Surface(R[:, :-1], b, moments.count, scaling.of(kept), G[:-1, :-1])


def moments_are_cheaper(m: int, n: int, n_iterations: int) -> bool:
    """Whether to collect the moments, which takes about 3 + n/16 passes over the m·n entries of X, at about a
    sixteenth of a pass for each column of a matrix product; a step then reads 2n² entries in place of 2mn.

    Without them a factorisation for the certificate takes 12 + n/4 passes more. Where n > m there are fewer samples
    than moments.
    """
    passes = (2 * n_iterations + 12 + n / 4) * m * n
    return n <= m and (3 + n / 16) * m * n + 2 * n_iterations * n * n + SETUP <= passes
