"""One measurement in a process of its own, as JSON: `python -m tests.benchmarks.measure linreg_fit 1000000 10`."""

from __future__ import annotations

import ctypes
import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from tests.benchmarks.contenders import CONTENDERS, one_pass

RUNS = 5


def problem(m: int, d: int, dtype: Any = np.float64) -> tuple[Any, Any]:
    """Well-conditioned samples with an intercept to find, the same every time."""
    rng = np.random.default_rng(0)
    X = np.empty((m, d), dtype)
    for start in range(0, m, 10_000):
        X[start : start + 10_000] = rng.standard_normal((min(10_000, m - start), d))
    return X, (X @ np.linspace(-1, 1, d, dtype=dtype) + 3 + rng.standard_normal(m)).astype(np.float64)


def seconds(call: Callable[[], object], runs: int = RUNS) -> list[float]:
    """How long each of the runs took."""
    taken = []
    for _ in range(runs):
        start = time.perf_counter()
        call()
        taken.append(time.perf_counter() - start)
    return taken


def in_passes(call: Callable[[], object], unit: Callable[[], object], runs: int = RUNS) -> tuple[float, float]:
    """The median ratio, the two being timed in turn so that a busy machine slows both; the median seconds of a pass."""
    call()
    unit()
    ratios, units = [], []
    for _ in range(runs):
        one, other = statistics.median(seconds(unit, 3)), seconds(call, 1)[0]
        ratios.append(other / one)
        units.append(one)
    return statistics.median(ratios), statistics.median(units)


def peak_memory(call: Callable[[], object]) -> float:
    """MB beyond what was resident before, at the highest: Linux counts it, and is told to begin anew.

    What Python has freed before is given back first: taken into use again it would not be seen.
    """
    ctypes.CDLL(None).malloc_trim(0)
    Path("/proc/self/clear_refs").write_text("5")
    before = _status("VmRSS")
    call()
    return (_status("VmHWM") - before) / 1024


def _status(field: str) -> int:
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(field))


def main(name: str, m: int, d: int) -> None:
    prepare, _ = CONTENDERS[name]
    X, y = problem(m, d)
    try:
        call = prepare(X, y)
    except ImportError:
        print("null")
        return
    prepare(X[:2000], y[:2000])()  # what is loaded at the first call is no memory of the fit
    memory = peak_memory(call)
    passes, unit = in_passes(call, one_pass(X, y))
    print(json.dumps({"passes": passes, "pass_ms": unit * 1e3, "memory_mb": memory}))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
