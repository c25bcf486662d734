"""Where the time of a fit goes, part by part: `python -m tests.benchmarks.profile 1000000 10`."""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

from tests.benchmarks.measure import problem

RUNS = 5


def parts(m: int, d: int) -> list[tuple[str, float]]:
    """Each part's share of the whole, the median of 5 runs."""
    X, y = problem(m, d)
    runs = [clocked(X, y) for _ in range(RUNS + 1)][1:]
    times = {what: statistics.median(run[what] for run in runs) for what in runs[0]}
    return [(what, taken / sum(times.values())) for what, taken in times.items()]


def clocked(X: Any, y: Any) -> dict[str, float]:
    """The steps of `LinearRegression._descend`, with a clock between them."""
    from linreg import LinearRegression, fitting
    from linreg.inference import infer
    from linreg.samples import Table

    settings, times = LinearRegression(random_state=0), {}

    def timed(what: str, call: Callable[[], Any]) -> Any:
        start = time.perf_counter()
        result = call()
        times[what] = time.perf_counter() - start
        return result

    data = timed("the moments, and whether X is finite", lambda: fitting.look_at(Table(X, y), settings))
    way = timed("eigenvalues for α, and descent", lambda: fitting.descend_over(data, settings))
    timed("S and τ, the proof of how good it is", lambda: data.near)
    ending = timed("corrections: full gradients", lambda: fitting.finish(way.end, data, close=True))
    timed("the certificate", lambda: fitting.prove(ending, data, "", None))
    timed("standard errors", lambda: infer(ending, data))
    return times


if __name__ == "__main__":
    print(json.dumps(parts(int(sys.argv[1]), int(sys.argv[2]))))
