"""Small integer problems on which float arithmetic is exact, so that the tolerance is zero.

With entries of at most a few bits, m a power of four and α a power of two, every sum and product fits the mantissa, and
1/m, 1/√m, ½ and α only move the binary point: code that uses +, −, × and division by m alone gives the exact answer to
the last bit, in float64 and, for cost and gradient, in float32.

Right code may still round there: it divides by a standard deviation, takes a root, or keeps a running mean. Rounding
goes up as often as down and now and then not at all. An answer that is off by a unit in the last place always the same
way, or never exact in one component and always in another, was not rounded: it was computed from a different formula.
`exactness` tells the three apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum

import numpy as np

from verification import rounding
from verification.problem import Array, Problem

# So many errors of one sign, out of so many, are no accident: rounding would do it once in 2¹¹ times.
ENOUGH = 12


class Exactness(Enum):
    """How answers stand to the exact ones, given that all of them lie within the rounding bound."""

    EXACT = "exact"
    ROUNDED = "rounded"
    SYSTEMATIC = "systematic"


def exactness(errors: Sequence[Array], truths: Sequence[Array]) -> Exactness:
    """EXACT if no answer has an error, SYSTEMATIC if the errors lean to one side or to one component, else ROUNDED.

    errors, truths: for each probe what was answered minus the truth, and the truth, both signed and exact.
    """
    signs = [np.sign(error.astype(np.float64)) for error in errors]
    if not any(sign.any() for sign in signs):
        return Exactness.EXACT
    outward = [sign * np.sign(truth.astype(np.float64)) for sign, truth in zip(signs, truths, strict=True)]
    if any(_leans(group) for direction in (signs, outward) for group in _groups(direction)) or _one_component(signs):
        return Exactness.SYSTEMATIC
    return Exactness.ROUNDED


def _groups(signs: Sequence[Array]) -> Iterator[Array]:
    """The signs of all components together, of each counted from the front, and of each counted from the end."""
    yield np.concatenate(signs)
    yield from _columns(signs)
    yield from _columns([sign[::-1] for sign in signs])


def _columns(signs: Sequence[Array]) -> list[Array]:
    return [np.array([sign[j] for sign in signs if j < len(sign)]) for j in range(max(map(len, signs)))]


def _leans(signs: Array) -> bool:
    """Whether there are enough errors, and all to one side."""
    return bool(np.count_nonzero(signs) >= ENOUGH and abs(signs.sum()) == np.count_nonzero(signs))


def _one_component(signs: Sequence[Array]) -> bool:
    """Whether one component is never exact and another always."""
    wrong = [np.mean(column != 0) for column in _columns(signs) if len(column) >= ENOUGH]
    return bool(wrong) and min(wrong) == 0 and max(wrong) == 1


def probes(*, intercept: bool = False, features: int | None = None, count: int = 64) -> list[Problem]:
    """The same `count` problems every time: m = 4 and 16 in turn, one to three features, means that are not zero.

    In each, columns are independent, no component of ∇J vanishes, residuals have both signs, ½ ≲ αL ≤ 1.
    """
    rng = np.random.default_rng(4)
    return [_probe(rng, _samples(i, features), features or 1 + i % 3, intercept) for i in range(count)]


def _samples(place: int, features: int | None) -> int:
    """4 and 16 in turn, as far as there are enough for the features."""
    return 4 if place % 2 == 0 and (features or 0) < 3 else 16


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
