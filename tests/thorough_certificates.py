"""Many random problems, and not one certificate that lies: `python -m tests.thorough_certificates 100000 0`.

Condition numbers up to 1e16, columns of every scale, large means, whole numbers, every way to fit; each certificate is
held to the exact minimum in rational arithmetic. Both ways to a certificate are taken, whatever the size: that over the
moments is meant for more samples than exact arithmetic could judge. Ends with an error at the first lie.
"""

from __future__ import annotations

import sys
import warnings
from typing import Any

import numpy as np

from linreg import Fault, LinearRegression, blocks, fitting, surface
from tests.linreg.test_certificate import assert_truthful, problem

SETTINGS: list[dict[str, Any]] = [
    {},
    {"n_iterations": 3},
    {"standardize": False},
    {"gradient_descent": False},
    {"fit_intercept": False},
    {"fit_intercept": False, "gradient_descent": False},
    {"batch_size": 2, "n_iterations": 5},
]


def main(count: int, seed: int) -> None:
    """Try `count` problems and say how many certificates proved something."""
    warnings.simplefilter("ignore")
    rng, proven, refused = np.random.default_rng(seed), 0, 0
    for number in range(count):
        small_blocks_and_moments(bool(rng.integers(2)))
        X, y = draw(rng)
        settings = SETTINGS[rng.integers(len(SETTINGS))]
        try:
            model = LinearRegression(random_state=0, **settings).fit(X, y)
        except Fault:
            refused += 1
            continue
        try:
            assert_truthful(model, X, y)
        except AssertionError as lie:
            raise SystemExit(f"problem {number} of seed {seed}, {settings}: {lie}\n{X!r}\n{y!r}") from lie
        proven += bool(np.isfinite(model.certificate_.cost_gap))
    print(print(f"{count:,} problems, no false certificate; {proven:,} with a bound of the gap, {refused:,} refused."))


def draw(rng: np.random.Generator) -> tuple[Any, Any]:
    """A problem of up to 16 samples and 5 features."""
    m = int(rng.integers(2, 17))
    d = int(rng.integers(1, min(m, 5) + 1))
    X, y = problem(int(rng.integers(2**32)), m, d, rng.uniform(0, 16), float(rng.choice([0, 3, 9, 60])))
    kind = rng.random()
    if kind < 0.2:
        X = X + 10.0 ** rng.uniform(0, 9)
    elif kind < 0.3:
        X = np.rint(X * 3)
    return X, y * 10.0 ** rng.uniform(-100, 100) if rng.random() < 0.1 else y


def small_blocks_and_moments(small: bool) -> None:
    """Set the sizes from which on moments are collected, and the blocks, so small that these problems see them."""
    fitting.CHEAP, surface.SETUP, blocks.BLOCK = (0, -(10**9), 8) if small else (1 << 16, 1 << 17, 1 << 16)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
