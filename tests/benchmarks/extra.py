"""What is no race between contenders: growth with m, small problems, float32, a stream from Parquet; one JSON each."""

from __future__ import annotations

import json
import math
import statistics
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np

from tests.benchmarks.contenders import article_loop
from tests.benchmarks.measure import in_passes, peak_memory, problem, seconds

Array = Any
BLOCK, D = 1 << 16, 10


def growth() -> dict[str, Any]:
    """Seconds of `fit_blocks` for 10⁶ to 10⁸ samples from a generator."""
    from linreg import LinearRegression

    X, y = problem(BLOCK, D)
    LinearRegression(random_state=0).fit_blocks([(X, y)])  # what is loaded at the first call is no time of the fit
    times, memory = {}, {}
    for m in (10**6, 10**7, 10**8):

        def fit(rows: int = m) -> None:
            blocks = ((X[: rows - start], y[: rows - start]) for start in range(0, rows, BLOCK))
            LinearRegression(random_state=0).fit_blocks(blocks)

        times[m] = statistics.median(seconds(fit))
        memory[m] = peak_memory(fit)
    slopes = [math.log10(times[10 * m] / times[m]) for m in (10**6, 10**7)]
    return {"seconds": times, "memory_mb": memory, "slopes": slopes}


def small() -> dict[str, Any]:
    """`fit` on 100 × 3 with 200 steps, in multiples of the bare numpy loop, and of the article's with its histories."""
    from linreg import LinearRegression

    X, y = problem(100, 3)
    A = np.column_stack([np.ones(100), X])

    def bare() -> Array:
        theta = np.zeros(4)
        for _ in range(200):
            theta = theta - 0.1 * (A.T @ (A @ theta - y)) / 100
        return theta

    model = LinearRegression(n_iterations=200, tol=0.0, random_state=0)
    # The best of many: of so short a time every interruption is a large part.
    best = [min(seconds(call, 100)) for call in (lambda: model.fit(X, y), bare, article_loop(A, y))]
    return {"bare": best[0] / best[1], "article": best[0] / best[2], "fit_ms": best[0] * 1e3}


def single() -> dict[str, Any]:
    """The fit of 10⁶ × 10 in float32, in passes over the same float32."""
    from linreg import LinearRegression

    X, y = problem(10**6, D, np.float32)
    theta = np.ones(D, np.float32)
    call = lambda: LinearRegression(random_state=0).fit(X, y)  # noqa: E731
    memory = peak_memory(call)
    passes, unit = in_passes(call, lambda: X @ theta)
    return {"passes": passes, "pass_ms": unit * 1e3, "memory_mb": memory}


def parquet() -> dict[str, Any]:
    """One pass over a Parquet file of 4·10⁶ × 10 for the moments, in multiples of pyarrow's bare read of it."""
    import pyarrow
    from pyarrow import parquet as pq

    from linreg.moments import Collector
    from linreg.reading import read_blocks
    from linreg.samples import Stream

    X, y = problem(4 * 10**6, D)
    names = [f"x{j}" for j in range(D)] + ["y"]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "big.parquet")
        pq.write_table(pyarrow.table(dict(zip(names, [*X.T, y], strict=True))), path)

        def bare() -> None:
            with pq.ParquetFile(path) as file:
                for _ in file.iter_batches(BLOCK):
                    pass

        def collect() -> None:
            blocks = ((block[:, :-1], block[:, -1]) for block in read_blocks(path, names))
            Stream(blocks).total(Collector(intercept=True))

        return {"ratio": in_passes(collect, bare)[0]}


if __name__ == "__main__":
    print(json.dumps({"growth": growth, "small": small, "single": single, "parquet": parquet}[sys.argv[1]]()))
