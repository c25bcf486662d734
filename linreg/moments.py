"""One pass over the data: what J, ∇J and H need of X and y.

With a = (1, x − p, y − q) for each sample, everything is in the sums of its products with itself,

    G = Σᵢ aᵢaᵢᵀ = [ m       Σ(x − p)ᵀ            Σ(y − q)          ]
                   [ ·       Σ(x − p)(x − p)ᵀ     Σ(x − p)(y − q)   ]
                   [ ·       ·                    Σ(y − q)²         ] ,

since J(θ) = ‖Xθ − y‖²/2m is a quadratic: with RᵀR = G each residual sum of squares is that of the d + 2 rows of R,

    Σᵢ (θᵀaᵢ)² = θᵀGθ = ‖Rθ‖² ,

and descent over those few rows takes the same steps as descent over the m samples. The pivots p and q are means of the
first samples: large means then cancel nothing, and a column that never varies has sums of exactly 0.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from linreg.affine import Array
from linreg.blocks import centred_blocks, row_blocks
from linreg.bounds import above
from linreg.samples import NotFinite
from linreg.scaling import Scaling, power_of_two

TINY = 2.0**-900  # a sum of squares below it may have lost some to underflow


@dataclass(frozen=True, eq=False)
class Moments:
    """Sums of products of a = (1, (x − p)/unit, (y − q)/unit).

    gram: G, (d+2, d+2). pivot: (p, q), (d+1,), in the units of the data. unit: (d+1,), powers of two, 1 unless squares
    over- or underflow. With |Ĝⱼₖ − Gⱼₖ| ≤ γ(depth)·sizes[j]·sizes[k] (and underflow) the rounding is known: depth
    counts the roundings of any term at most, sizes (d+2,) are norms of the columns of a, as they were summed.
    """

    gram: Array
    pivot: Array
    unit: Array
    sizes: Array
    depth: int

    @property
    def count(self) -> int:
        """m, the number of samples."""
        return int(self.gram[0, 0])

    @cached_property
    def varying(self) -> Array:
        """Which features are not always equal to their pivot, (d,)."""
        return np.asarray(np.diagonal(self.gram)[1:-1] > 0)

    @property
    def bound(self) -> Array:
        """At least the largest |x| of each column of [X y], (d+1,): no entry is further from the pivot than all are."""
        return np.asarray(np.abs(self.pivot) + self.sizes[1:] * self.unit)

    def spread(self, intercept: bool) -> float:
        """Σ(y − ȳ)² or, without an intercept, where the pivots are 0, Σy²."""
        mean = self.gram[0, -1] / self.count if intercept else 0.0
        return max(0.0, float(self.gram[-1, -1] - self.count * mean**2)) * float(self.unit[-1]) ** 2

    def __add__(self, other: Moments) -> Moments:
        """The moments of both sets of samples, about the pivot of the first."""
        unit = np.maximum(self.unit, other.unit)
        one, two = self._in_units(unit), other._in_units(unit).about(self.pivot)
        return Moments(
            one.gram + two.gram, self.pivot, unit, np.hypot(one.sizes, two.sizes), max(one.depth, two.depth) + 2
        )

    def about(self, pivot: Array) -> Moments:
        """About another pivot (d+1,)."""
        t = (self.pivot - pivot) / self.unit
        if not t.any():
            return replace(self, pivot=pivot)
        sizes = self.sizes + np.append(0.0, above(math.sqrt(self.count) * np.abs(t), 8))
        return replace(self, gram=shifted(self.gram, t), pivot=pivot, sizes=above(sizes, 4), depth=self.depth + 8)

    def standardised(self, intercept: bool) -> Scaling:
        """Mean 0 and standard deviation 1; without an intercept the origin stays and the root mean square becomes 1."""
        m, unit = self.gram[0, 0], self.unit[:-1]
        offset = self.gram[0, 1:-1] / m if intercept else np.zeros(len(unit))
        variance = np.diagonal(self.gram)[1:-1] / m - offset**2
        scale = np.sqrt(np.where(variance > 0, variance, 1.0)) * unit
        return Scaling(self.pivot[:-1] + offset * unit, scale, intercept)

    def _in_units(self, unit: Array) -> Moments:
        if np.array_equal(unit, self.unit):
            return self
        ratio = np.append(1.0, self.unit / unit)
        return replace(self, gram=self.gram * ratio[:, np.newaxis] * ratio, unit=unit, sizes=self.sizes * ratio)


def shifted(gram: Array, t: Array) -> Array:
    """(I + te₀ᵀ)ᵀ G (I + te₀ᵀ): the sums of products of a + te₀ᵀa for a, where a begins with 1; t without its 0."""
    if not t.any():
        return gram
    first, gram = gram[:, 0], gram.copy()
    moved = first[1:] + first[0] * t
    gram[0, 1:] = gram[1:, 0] = moved
    gram[1:, 1:] += np.column_stack([t, first[1:]]) @ np.stack([moved, t])  # t(s + mt)ᵀ + stᵀ
    return gram


class Collector:
    """collector(X, y) → `Moments` of these samples; the first it is given set the pivot for all, unless one is given.

    Without an intercept the pivot is 0: the columns stay what they are.
    """

    def __init__(self, intercept: bool, pivot: Array | None = None) -> None:
        self.intercept = intercept
        self.pivot = pivot

    def __call__(self, X: Array, y: Array) -> Moments:
        """The moments of X (m, d) and y (m,). Raises `NotFinite` where X is not finite."""
        if self.pivot is None:
            self.pivot = first_mean(X, y) if self.intercept else np.zeros(X.shape[1] + 1)
        unit = np.ones(len(self.pivot))
        with np.errstate(over="ignore", under="ignore", invalid="ignore"):
            gram, depth = _gram(X, y, self.pivot, unit)
            if self._lost(gram, X):
                unit = _units(X, y, self.pivot)
                gram, depth = _gram(X, y, self.pivot, unit)
        return Moments(gram, self.pivot, unit, above(np.sqrt(np.diagonal(gram)), depth + 2), depth)

    def _lost(self, gram: Array, X: Array) -> bool:
        """Whether something over- or underflowed, provided that X is finite."""
        squares = np.diagonal(gram)[1:-1]
        if not np.isfinite(gram).all():
            check_finite(X)
            return True
        pivot = self.pivot if self.pivot is not None else squares
        return bool(0 < gram[-1, -1] < TINY) or any(
            squares[j] > 0 or np.any(X[:, j] != pivot[j]) for j in np.flatnonzero(squares < TINY)
        )


def first_mean(X: Array, y: Array) -> Array:
    """The mean of [X y] over the first block; of a column that is constant there exactly its value."""
    rows = row_blocks(*X.shape)[0]
    block = np.column_stack([X[rows], y[rows]]).astype(np.float64)
    with np.errstate(over="ignore", invalid="ignore"):
        mean = block[0] + np.mean(block - block[0], axis=0)
    return np.where(np.isfinite(mean), mean, np.where(np.isfinite(block[0]), block[0], 0.0))


def check_finite(X: Array) -> None:
    """Raise `NotFinite` with the first place at which X is not."""
    for rows in row_blocks(*X.shape):
        bad = np.argwhere(~np.isfinite(X[rows]))
        if len(bad):
            row, column = bad[0].tolist()
            raise NotFinite(rows.start + row, column, float(X[rows][row, column]))


def _gram(X: Array, y: Array, pivot: Array, unit: Array) -> tuple[Array, int]:
    """G and its depth: a block of k rows adds γₖ, in whatever order BLAS adds, and each block one addition more."""
    d = X.shape[1]
    G, last, depth = np.zeros((d + 2, d + 2)), np.empty((2, 0)), 0
    squares, beside = np.zeros((d, d)), np.zeros((2, d))
    for W, v in centred_blocks(X, y, pivot, unit, least=2):
        if last.shape[1] != len(v):
            last = np.ones((2, len(v)))
        last[1] = v
        squares += W.T @ W
        beside += last @ W
        G[:: d + 1, :: d + 1] += last @ last.T
        depth = max(depth, len(v)) + 1
    G[1:-1, 1:-1], G[0, 1:-1], G[-1, 1:-1], G[1:-1, 0], G[1:-1, -1] = squares, *beside, *beside
    return G, depth + 2


def _units(X: Array, y: Array, pivot: Array) -> Array:
    """Powers of two near the largest |x − p| of each column of [X y], halved on the way lest it overflow."""
    high, low = (np.append(extreme(X, axis=0), extreme(y)) / 2 - pivot / 2 for extreme in (np.max, np.min))
    return power_of_two(np.maximum(np.abs(high), np.abs(low)))
