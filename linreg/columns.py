"""The columns that a fit learns from, as their moments show them, and the triangular factor of these.

A factor R of the moments G, RᵀR = G, is n + 1 rows that stand for the m samples. It is taken once, and serves twice:
descent walks over it (`surface`), and its inverse makes the columns nearly orthonormal (`near_inverse`).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from linreg.affine import Array
from linreg.moments import Moments, shifted
from linreg.scaling import Scaling, power_of_two


@dataclass(frozen=True, eq=False)
class Columns:
    """G = AᵀA for A = (1, (x − p)/unit, (y − q)/unit), of the features that are kept; without an intercept no ones.

    gram: G, (n+1, n+1). pivot, unit: (n+1,), 0 and 1 for the ones; units are powers of two that bring each column to
    a length near 1. sizes: (n+1,), at least the length of each. beyond: how much of the unit the moments do not have
    already: what underflow has lost of theirs, it has lost of these over its square.
    """

    gram: Array
    pivot: Array
    unit: Array
    sizes: Array
    beyond: Array
    count: int
    depth: int
    intercept: bool

    @cached_property
    def factor(self) -> Array:
        """R, upper triangular, RᵀR = G."""
        return factor(self.gram)

    def rows_in(self, scaling: Scaling) -> tuple[Array, Array]:
        """A (n+1, n) and b (n+1,) with ‖Aθ − b‖² that of the samples, the features as (x − mean)/scale: R, mapped."""
        stretch, shift = self._map_to(scaling)
        A, b = self.factor[:, :-1] * stretch, self.factor[:, -1] * self.unit[-1]
        if self.intercept:  # the column of ones is R₀₀e₀: what is added to a column is added to its first entry
            A[0, 1:] += A[0, 0] * shift
            b[0] += A[0, 0] * self.pivot[-1]
        return A, b

    def gram_in(self, scaling: Scaling) -> Array:
        """AᵀA = mH, (n, n), from G itself: a factor has rounded."""
        stretch, shift = self._map_to(scaling)
        G: Array = self.gram[:-1, :-1] * stretch
        G *= stretch[:, np.newaxis]
        return shifted(G, shift) if self.intercept else G

    def _map_to(self, scaling: Scaling) -> tuple[Array, Array]:
        """(x − mean)/scale = (x − p)/unit · stretch + shift; the stretch of the ones, if any, stands before it."""
        first = int(self.intercept)
        stretch = np.append(np.ones(first), self.unit[first:-1] / scaling.scale)
        return stretch, (self.pivot[first:-1] - scaling.mean) / scaling.scale


def columns_of(moments: Moments, kept: Array, intercept: bool) -> Columns:
    """The columns of the kept features (d,) and of y."""
    chosen = np.flatnonzero(np.concatenate([[intercept], kept, [True]]))
    gram = moments.gram if len(chosen) == len(moments.gram) else moments.gram[np.ix_(chosen, chosen)]
    beyond = power_of_two(np.sqrt(np.diagonal(gram)))
    beyond[: int(intercept)] = 1.0
    return Columns(
        gram=gram / beyond / beyond[:, np.newaxis],
        pivot=np.append(0.0, moments.pivot)[chosen],
        unit=np.append(1.0, moments.unit)[chosen] * beyond,
        sizes=moments.sizes[chosen] / beyond,
        beyond=beyond,
        count=moments.count,
        depth=moments.depth,
        intercept=intercept,
    )


def factor(G: Array) -> Array:
    """R, upper triangular, with RᵀR = G for G ≥ 0 (n, n): Cholesky's or, where floats cannot tell G from a singular
    matrix, from its eigenvectors."""
    try:
        return np.asarray(np.linalg.cholesky(G).T)
    except np.linalg.LinAlgError:
        eigenvalues, vectors = np.linalg.eigh(G)
        root = np.sqrt(np.maximum(eigenvalues, 0.0))[:, np.newaxis] * vectors.T
        return np.asarray(np.linalg.qr(root, mode="r"))
