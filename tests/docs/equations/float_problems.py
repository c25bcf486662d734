"""Problems of small integers, on which floating-point arithmetic has nothing to round."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from random import Random
from typing import Any

import numpy as np

from tests.docs.equations.families import adjugate, array, determinant


def exactly_solvable(count: int = 12) -> Iterator[tuple[Any, Any, Any]]:
    """X, y and θ* of integers: y = Xθ* + e, where e is a multiple of what the columns of X leave of some vector."""
    yield from islice(_solvable(Random("exactly solvable")), count)


def _solvable(random: Random) -> Iterator[tuple[Any, Any, Any]]:
    while True:
        n = random.randint(1, 3)
        m = n + random.randint(1, 2)
        X = array([[random.randint(-5, 6) for _ in range(n)] for _ in range(m)])
        A, w = X.T @ X, array([random.randint(-2, 3) for _ in range(m)])
        if determinant(A) == 0:
            continue
        theta_star = array([random.randint(-9, 9) or 1 for _ in range(n)])
        left_over = determinant(A) * w - X @ (adjugate(A) @ (X.T @ w))  # orthogonal to the columns of X
        if any(left_over):
            yield X, X @ theta_star + left_over, theta_star


def exactly_standardised(count: int = 12) -> Iterator[Any]:
    """X as float64 whose means are whole and whose deviations are powers of two: z is 0, ±1 or ±2."""
    random = Random("exactly standardised")
    for _ in range(count):
        columns = []
        for _ in range(random.randint(1, 3)):
            z = random.choice([[-1] * 4 + [1] * 4, [-2, 2] + [0] * 6])
            mean, scale = random.randint(-50, 80), 2 ** random.randint(0, 5)
            columns.append([mean + scale * v for v in random.sample(z, 8)])
        yield np.array(columns, dtype=float).T
