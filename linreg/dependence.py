"""Columns that others determine: which they are, and whether they do so exactly or only as far as floats can tell."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from linreg.affine import Array
from linreg.blocks import blocks
from linreg.bounds import U
from linreg.least_squares import Factor
from linreg.samples import Samples, Sums

DENOMINATORS = range(1, 13)


def independent_columns(R: Array, columns: list[int], tolerance: float) -> tuple[list[int], dict[int, Array]]:
    """Those of the columns of R that no earlier one determines; for each other one, its weights over those.

    The last diagonal entry of a triangular factor is the distance of its column from the span of the columns before it.
    """
    basis = columns.copy()
    while True:
        T = np.linalg.qr(R[:, basis], mode="r")
        distance = np.zeros(len(basis))
        distance[: len(T)] = np.abs(np.diagonal(T))
        dependent = np.flatnonzero(distance <= tolerance * np.linalg.norm(R[:, basis], axis=0))
        if len(dependent) == 0:
            break
        del basis[dependent[0]]
    others = [column for column in columns if column not in basis]
    return basis, {column: np.linalg.lstsq(R[:, basis], R[:, column], rcond=None)[0] for column in others}


def is_exact(samples: Samples, given: Factor, basis: list[int], column: int, weights: Array) -> bool:
    """Whether the column equals a sum of the basis without any rounding, as far as that is simple enough to check."""
    low, high = given.low, given.high
    constant = [j for j in basis if low[j] == high[j] != 0]
    if low[column] == high[column] and (low[column] == 0 or constant):
        return True
    chosen = np.array(basis, dtype=int)[large(weights)]
    z = weights[large(weights)] * given.unit[column] / given.unit[chosen]
    failures = samples.total(_failures(given, chosen, column, z)).parts[0]
    return bool(np.any(failures == 0))


def large(weights: Array) -> Array:
    """Which weights are more than rounding; this chooses names and candidates, and enters no proof."""
    return np.asarray(np.abs(weights) > math.sqrt(U) * np.max(np.abs(weights), initial=0.0))


def _failures(given: Factor, chosen: Array, column: int, z: Array) -> Callable[[Array, Array], Sums]:
    """In how many rows each candidate for an exact relation does not hold; none is a proof.

    A power of two rounds nothing. Whole numbers do not either, where every sum of them stays below 2⁵³.
    """
    wholes = [(q, np.rint(q * z)) for q in DENOMINATORS]
    single = len(z) == 1 and abs(math.frexp(z[0])[0]) == 0.5

    def measure(X: Array, y: Array) -> Sums:
        failures, depth = np.zeros(1 + len(wholes)), 0
        for A, _ in blocks(X, y):
            raw = given.raw(A)
            B, target = raw[:, chosen], raw[:, column]
            failures[0] += np.sum(B[:, 0] * z[0] != target) if single else len(target)
            failures[1:] += [_not_whole(B, weights, q * target) for q, weights in wholes]
            depth += 1
        return Sums((failures,), depth)

    return measure


def _not_whole(B: Array, z: Array, target: Array) -> int:
    whole = np.array_equal(B, np.rint(B)) and np.array_equal(target, np.rint(target))
    bounded = whole and np.max(np.abs(B) @ np.abs(z) + np.abs(target)) < 2**53
    return int(np.sum(B @ z != target)) if bounded else len(target)
