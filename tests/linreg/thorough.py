"""The thorough run for certificates: no bound on 100,000 random problems is false, up to condition number 1e16.

    python -m tests.linreg.thorough [--seed N] [--problems 100000]

Each fit, by descent, least squares or mini-batches, is held against the exact minimum in rational arithmetic. Ends with
the counts and exit code 0, or with the first false bound and 1. On two idle cores it takes about eight minutes.
"""

from __future__ import annotations

import argparse
import math
import multiprocessing
import sys
import warnings
from collections import Counter
from concurrent.futures import ProcessPoolExecutor, as_completed
from typing import Any

import numpy as np

from linreg import LinearRegression
from linreg.estimator import design_of
from tests.linreg.test_certificate import assert_truthful, problem

CHUNK = 1000
SETTINGS: list[dict[str, Any]] = [
    {"n_iterations": 50},
    {"n_iterations": 3},
    {"standardize": False, "n_iterations": 50},
    {"gradient_descent": False},
    {"fit_intercept": False, "n_iterations": 50},
    {"fit_intercept": False, "gradient_descent": False},
    {"batch_size": 2, "n_iterations": 5},
]


def chunk(count: int, seed: int) -> Counter[str]:
    """How many bounds of so many problems were given, and whether they were needed. Raises for a false one."""
    warnings.simplefilter("ignore")  # descent that stops early is meant to
    rng, counts = np.random.default_rng(seed), Counter[str]()
    for number in range(count):
        X, y = problem(
            int(rng.integers(2**32)),
            int(rng.integers(6, 15)),
            int(rng.integers(1, 5)),
            rng.uniform(0, 16),
            [0, 3, 9][number % 3],
        )
        settings = SETTINGS[number % len(SETTINGS)]
        model = LinearRegression(random_state=0, **settings).fit(X, y)
        try:
            assert_truthful(model, X, y)
        except AssertionError as false:
            raise AssertionError(f"seed {seed}, number {number}, {settings}: {false}") from None
        counts[_kind(model, X)] += 1
    return counts


def _kind(model: LinearRegression, X: Any) -> str:
    proven = model.certificate_
    if math.isfinite(proven.cost_gap) and np.isfinite(proven.coefficient_errors).all():
        return "bounds that hold"
    return "no bound, and condition number above 1e6" if np.linalg.cond(design_of(model, X)) > 1e6 else "empty talk"


def main() -> int:
    """Share the problems out over the cores, and add up."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--problems", type=int, default=100_000)
    options = parser.parse_args()
    counts = Counter[str]()
    with ProcessPoolExecutor(mp_context=multiprocessing.get_context("spawn")) as pool:
        starts = range(0, options.problems, CHUNK)
        jobs = [pool.submit(chunk, min(CHUNK, options.problems - at), options.seed + at) for at in starts]
        try:
            for job in as_completed(jobs):
                counts += job.result()
        except AssertionError as false:
            pool.shutdown(cancel_futures=True)
            print(f"A certificate lies. {false}")
            return 1
    for kind, count in counts.most_common():
        print(f"{count:>9,}  {kind}")
    return 1 if counts["empty talk"] else 0


if __name__ == "__main__":
    sys.exit(main())
