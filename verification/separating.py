"""Problems on which every mistake of the catalogue gives another answer (a test holds them to it).

The numbers are multiples of ½ and ¼, so that the right formulas are exact and cutting decimals off shows. The features
have means other than 0, the residuals both signs; m is never d, n, nor a size anyone would write into a program; m and
n vary, since a ratio that is constant over points may still depend on them.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from verification.convention import Convention
from verification.mistakes.working import Working
from verification.problem import Array, Problem

SHAPES = ((4, 2), (16, 3), (6, 2), (9, 4))
"""(m, d) for code that takes any number of features; where it takes so many, m alone."""
RATES = {2: 2**-4, 3: 2**-3, 4: 2**-5, 6: 2**-2, 9: 2**-6, 16: 2**-7}
"""α by m: no two alike among the problems of one kind, so that a rate written into a program shows; one of them
large, so that θ soon passes whole numbers."""
STEPS = (1, 2, 3, 5)
"""How many steps are asked for: never as many as there are samples."""
SQUARE = ((3, 2), (4, 3), (2, 2), (3, 3))
"""m = n or m = d, where a product with X for Xᵀ has an answer, with the column of ones or without it."""


def problems(*, intercept: bool, features: int | None) -> tuple[Problem, ...]:
    """Problems for code of this kind; without an intercept of its own it is given the column of ones all the same,
    unless it takes so many features only."""
    return tuple(draw(m, features or d, ones=intercept or not features) for m, d in SHAPES)


def square_problems(*, intercept: bool, features: int | None) -> tuple[Problem, ...]:
    """The same with as many samples as parameters."""
    shapes = ((features + 1, features), (features, features)) if features else SQUARE
    return tuple(draw(m, d, ones=intercept or not features) for m, d in shapes if m > 1)


def pairs(*, intercept: bool, features: int | None) -> tuple[Problem, ...]:
    """Two samples, of which few batches can be drawn."""
    return tuple(draw(2, d, ones=intercept or not features) for d in ((features,) if features else (1, 2)))


def singles(*, intercept: bool, features: int | None) -> tuple[Problem, ...]:
    """One sample, which is drawn whenever one is."""
    both = pairs(intercept=intercept, features=features)
    return tuple(replace(p, X=p.X[i : i + 1], y=p.y[i : i + 1]) for p in both for i in range(2))


def draw(m: int, d: int, *, ones: bool) -> Problem:
    """The problem of this shape; always the same one."""
    rng = np.random.default_rng([m, d, ones])
    features = quarters(rng, (m, d), -9, 23)
    X = np.hstack([np.ones((m, 1)), features]) if ones else features
    theta = quarters(rng, (X.shape[1],), -11, 14)
    y = X @ theta - mixed(rng, m)
    return Problem(theta, X, np.round(2 * y) / 2, RATES[m])


def quarters(rng: np.random.Generator, shape: tuple[int, ...], low: int, high: int) -> Array:
    """Multiples of ¼ from low/4 to high/4, none of them 0."""
    drawn = rng.integers(low, high, shape)
    return np.where(drawn == 0, 5, drawn) / 4


def mixed(rng: np.random.Generator, m: int) -> Array:
    """Residuals of both signs, their mean not 0: −3.5 and +1.5 in any case, anything between −4 and 6 for the rest."""
    return np.concatenate([[-3.5, 1.5], rng.integers(-8, 13, m - 2) / 2])


def steps(problem: Problem, k: int, convention: Convention) -> Array:
    """Where k right steps end."""
    right = Working.right(convention)
    theta = problem.theta
    for _ in range(k):
        theta = theta - problem.lr * right.gradient(theta, problem.X, problem.y)
    return theta
