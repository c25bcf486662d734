"""Small integer problems on which float arithmetic is exact, so that the tolerance is zero.

With entries of at most a few bits, m a power of four and α a power of two, every sum and product fits the mantissa, and
1/m, 1/√m, ½ and α only move the binary point: code that uses +, −, × and division by m alone gives the exact answer to
the last bit, in float64 and, for cost and gradient, in float32.

Right code may still round there: it divides by a standard deviation, takes a root, or keeps a running mean. Rounding is
no respecter of components, though: what rounds, rounds in every component, and on many probes. An answer that is exact
in one component and off by a unit in the last place in another was not rounded but computed from a different formula.
`exactness` tells the three apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

import numpy as np
import numpy.typing as npt

from verification import rounding
from verification.problem import Array, Problem

# A component that is off on at least this share of the probes is being rounded there. Twelve right ways that round
# (tests/verification/correct) are off on a quarter of the probes or more, in each component.
ROUNDING_SHARE = 1 / 8


class Exactness(Enum):
    """How answers stand to the exact ones, given that all of them lie within the rounding bound."""

    EXACT = "exact"
    ROUNDED = "rounded"
    UNEVEN = "uneven"


def exactness(hits: Sequence[npt.NDArray[np.bool_]]) -> Exactness:
    """EXACT if every component of every answer is, ROUNDED if each component misses often, otherwise UNEVEN.

    hits: for each probe, which components of the answer are exact.
    """
    if all(hit.all() for hit in hits):
        return Exactness.EXACT
    width = max(len(hit) for hit in hits)
    missed = [np.mean([not hit[j] for hit in hits if j < len(hit)]) for j in range(width)]
    return Exactness.ROUNDED if min(missed) >= ROUNDING_SHARE else Exactness.UNEVEN


def probes(*, intercept: bool = False, univariate: bool = False, count: int = 32) -> list[Problem]:
    """The same `count` problems every time: m = 4 and 16 in turn, one to three features, means that are not zero.

    In each, columns are independent, no component of ∇J vanishes, residuals have both signs, ½ ≲ αL ≤ 1.
    """
    rng = np.random.default_rng(4)
    return [_probe(rng, 4 ** (1 + i % 2), 1 if univariate else 1 + i % 3, intercept) for i in range(count)]


def _probe(rng: np.random.Generator, m: int, features: int, intercept: bool) -> Problem:
    while True:
        X = rng.integers(-3, 6, (m, min(features, m - 2))) + rng.integers(0, 3)
        if intercept:
            X = np.column_stack([np.ones(m, dtype=X.dtype), X])
        theta, y = rng.integers(-4, 5, X.shape[1]), rng.integers(-9, 16, m)
        r = X @ theta - y
        if np.linalg.matrix_rank(X) == X.shape[1] and (X.T @ r).all() and r.min() < 0 < r.max() and theta.all():
            return Problem(theta.astype(float), X.astype(float), y.astype(float), _power_of_two_below(X))


def _power_of_two_below(X: Array) -> float:
    """The largest power of two α with αL ≤ 1 (up to the few per cent by which L is known): αL is at least 0.45."""
    return float(2.0 ** np.floor(-np.log2(rounding.curvature(X))))
