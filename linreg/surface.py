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
from linreg.columns import Columns
from linreg.scaling import Scaling, standardised, unscaled
from linreg.step_size import Spectrum, single_sample_step, spectrum, spectrum_of

SETUP = 1 << 17  # what the calls for the moments take, in entries read
PANEL = 128  # so many rows of a triangle at a time: fewer would take as many more calls


@dataclass(eq=False)
class Surface:
    """A (rows, n), b (rows,) and m, with J(θ) = ‖Aθ − b‖²/2m; the scaling of the coordinates."""

    A: Array
    b: Array
    count: int
    scaling: Scaling
    _seen: tuple[Array, Array] = field(default=(np.empty(0), np.empty(0)), init=False, kw_only=True)

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
        return spectrum(self.A)

    def rate(self, batch_size: int | None) -> float:
        """The α of lr="auto"."""
        return self.curvature.best if batch_size is None else single_sample_step(self.A)


@dataclass(eq=False)
class MomentSurface(Surface):
    """A surface whose A is the triangle that stands for the samples; what is zero in it is not read."""

    columns: Columns

    def gradient(self, theta: Array) -> Array:
        """∇J(θ) = Aᵀr/m: a panel of rows begins at its diagonal."""
        if len(self.b) <= PANEL:
            return super().gradient(theta)
        r, g = -self.b, np.zeros(len(theta))
        for start in range(0, len(r), PANEL):
            rows, right = slice(start, start + PANEL), slice(start, None)
            r[rows] += self.A[rows, right] @ theta[right]
            g[right] += self.A[rows, right].T @ r[rows]
        self._seen = theta, r
        return g / self.count

    @cached_property
    def curvature(self) -> Spectrum:
        """The extreme eigenvalues of H."""
        return spectrum_of(self.columns.gram_in(self.scaling) / self.count)


def over_samples(X: Array, y: Array, standardize: bool, intercept: bool) -> Surface:
    """The surface over the samples X (m, d) and y (m,) themselves."""
    scaling = standardised(X, intercept) if standardize else unscaled(X.shape[1], intercept)
    A = scaling.design(X)
    return Surface(A, y, len(A), scaling)


def over_moments(columns: Columns, scaling: Scaling) -> Surface:
    """The surface over the factor of the moments: as many rows as there are columns in [1 X y]."""
    return MomentSurface(*columns.rows_in(scaling), columns.count, scaling, columns)


def moments_are_cheaper(m: int, n: int, n_iterations: int) -> bool:
    """Whether to collect the moments, which takes about 3 + n/16 passes over the m·n entries of X, at about a
    sixteenth of a pass for each column of a matrix product; a step then reads 2n² entries in place of 2mn.

    Without them a factorisation for the certificate takes 12 + n/4 passes more. Where n > m there are fewer samples
    than moments.
    """
    passes = (2 * n_iterations + 12 + n / 4) * m * n
    return n <= m and (3 + n / 16) * m * n + 2 * n_iterations * n * n + SETUP <= passes
