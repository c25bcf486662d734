"""`make bench`: measure everything, each in a process of its own, and write docs/performance.md with its plot."""

from __future__ import annotations

import json
import os
import platform
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np

from tests.benchmarks.contenders import CONTENDERS

ROOT = Path(__file__).parent.parent.parent
SHAPES = [(10**6, 10), (10**5, 100), (10**4, 1000)]
WANTED = {"linreg_fit": (9, 15, 110), "linreg_steps": (5, 8, 80)}
MEMORY_MB = 4
EXTRA = ["growth", "small", "single", "parquet"]
BLAS = {"one": "1", "all": str(os.cpu_count())}  # how many threads, for a pass and for what is measured in passes


def main() -> None:
    """Measure, and write the page."""
    measured = {threads: race(count) for threads, count in BLAS.items()}
    extra = {name: run("extra", name) for name in EXTRA}
    profile = {shape: run("profile", *shape) for shape in SHAPES}
    Path(ROOT, "docs", "performance.md").write_text(page(measured, extra, profile), encoding="utf-8")
    plot(measured["one"])


def race(threads: str) -> dict[str, Any]:
    """Every contender that is installed, over every shape, with so many threads of BLAS."""
    print(f"OPENBLAS_NUM_THREADS={threads}", flush=True)
    measured = {name: [measure(name, *shape, threads) for shape in SHAPES] for name in CONTENDERS}
    return {name: rows for name, rows in measured.items() if any(rows)}


def measure(name: str, m: int, d: int, threads: str) -> dict[str, float] | None:
    """Passes, milliseconds of a pass and MB beyond the data; None where the library is not installed."""
    found = run("measure", name, m, d, threads=threads)
    if found is not None:
        print(f"{name:18} {m:>9,} × {d:<5,} {found['passes']:9.1f} passes {found['memory_mb']:8.1f} MB", flush=True)
    return found


def run(module: str, *arguments: object, threads: str = "1") -> Any:
    """What a module of this package prints, as JSON."""
    command = [sys.executable, "-m", f"tests.benchmarks.{module}", *map(str, arguments)]
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": threads}
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True, env=environment)
    return json.loads(done.stdout)


def page(measured: dict[str, Any], extra: dict[str, Any], profile: dict[Any, Any]) -> str:
    """The page, in Markdown."""
    one, all_ = measured["one"], measured["all"]
    return PAGE.format(
        machine=machine(),
        cores=BLAS["all"],
        times=table(one, lambda row: short(row["passes"], 100)),
        times_all=table(all_, lambda row: short(row["passes"], 100)),
        memory=table(one, lambda row: short(row["memory_mb"], 10)),
        wanted="\n".join(verdicts(one)),
        wanted_all="\n".join(verdicts(all_)),
        profile="\n\n".join(shares(shape, rows) for shape, rows in profile.items()),
        **{name: sentence(extra[name]) for name, sentence in SENTENCES.items()},
    )


def machine() -> str:
    """Where this was measured."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    load = f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"
    return (
        f"{platform.system()} on {platform.machine()}, {cores} cores, load {load} at the end of the run, "
        f"of which this is 1, Python {platform.python_version()}, numpy {np.__version__}"
    )


def short(value: float, whole: float) -> str:
    """With one decimal below `whole`, without from there on."""
    return f"{value:.1f}" if value < whole else f"{value:.0f}"


def table(found: dict[str, Any], cell: Any) -> str:
    """A row for each contender, a column for each shape."""
    head = "| | " + " | ".join(f"{m:,} × {d:,}" for m, d in SHAPES) + " |\n|---" + "|---:" * len(SHAPES) + "|\n"
    rows = (
        f"| {CONTENDERS[name][1]} | " + " | ".join(cell(row) if row else "–" for row in rows) + " |"
        for name, rows in found.items()
    )
    return head + "\n".join(rows)


def verdicts(found: dict[str, Any]) -> list[str]:
    """Each limit beside what was measured."""
    lines = ["| | " + " | ".join(f"{m:,} × {d:,}" for m, d in SHAPES) + " |", "|---" + "|---:" * len(SHAPES) + "|"]
    for name, limits in WANTED.items():
        cells = (
            f"{row['passes']:.1f} of {limit}" + ("" if row["passes"] <= limit else " **missed**")
            for row, limit in zip(found[name], limits, strict=True)
        )
        lines.append(f"| {CONTENDERS[name][1]}, passes | " + " | ".join(cells) + " |")
    memory = (
        f"{row['memory_mb']:.1f} of {MEMORY_MB}" + ("" if row["memory_mb"] <= MEMORY_MB else " **missed**")
        if d <= 100
        else "no limit"
        for row, (_, d) in zip(found["linreg_fit"], SHAPES, strict=True)
    )
    return [*lines, "| MB beyond the data | " + " | ".join(memory) + " |"]


def shares(shape: Any, rows: list[tuple[str, float]]) -> str:
    """Where the time of a fit goes."""
    lines = "\n".join(f"| {what} | {share:.0%} |" for what, share in rows)
    return f"| {shape[0]:,} × {shape[1]:,} | share |\n|---|---:|\n{lines}"


def growth(extra: dict[str, Any]) -> str:
    """One sentence on m."""
    peak = max(extra["memory_mb"].values())
    times = ", ".join(f"{value:.2f} s for {int(m):,}" for m, value in extra["seconds"].items())
    slopes = " and ".join(f"{slope:.3f}" for slope in extra["slopes"])
    within = all(abs(slope - 1) <= 0.05 for slope in extra["slopes"])
    return (
        f"`fit_blocks` from a generator of blocks: {times}; the slope of log time over log m is {slopes} (wanted: 1 ± "
        f"0.05{missed(within)}). Memory beyond a block stays at {peak:.1f} MB."
    )


def missed(within: bool) -> str:
    """What stands behind a limit that was not kept."""
    return "" if within else "; **missed**"


def single(extra: dict[str, Any]) -> str:
    """One sentence on float32."""
    return (
        f"`fit` on 10⁶ × 10 of float32, accumulated in float64: {extra['passes']:.1f} passes over the float32, "
        f"{extra['memory_mb']:.1f} MB beyond it."
    )


def parquet(extra: dict[str, Any]) -> str:
    """One sentence on files."""
    return (
        f"The moments of a Parquet file of 4·10⁶ × 10, from the file: {extra['ratio']:.2f} times the bare read by "
        f"pyarrow (wanted: 2{missed(extra['ratio'] <= 2)})."
    )


def small(extra: dict[str, Any]) -> str:
    """One sentence on small problems."""
    return (
        f"`fit` on 100 × 3 with 200 steps, its validation, certificate and standard errors included, takes "
        f"{extra['fit_ms']:.2f} ms: {extra['bare']:.1f} times the bare numpy loop of three lines (wanted: "
        f"2{missed(extra['bare'] <= 2)}), {extra['article']:.1f} times the article's loop, which keeps its histories."
    )


SENTENCES = {"growth": growth, "small": small, "single": single, "parquet": parquet}

PAGE = """# Performance

Written by `make bench`; do not edit. Times are in *passes*: what one `X @ theta` over the same X takes, in the same
process, by turns with what is measured, so that the ratio says little about the machine and how busy it was. The median
of 5. {machine}.

## Passes, 80 MB of float64

With one thread of BLAS, for the pass as for what is measured in passes:

{times}

![The same, on a logarithmic scale](performance.svg)

With {cores} threads:

{times_all}

What more threads give depends on whether the other cores are free; the load above says whether they were. A pass, which
is bound by memory, can take half as long with two. XᵀX of few columns gains little: OpenBLAS divides that product by
its columns. Then the same seconds count as more passes, for `X.T @ X` alone (the normal equations) as for all
that rests on it: see [how this is measured](decisions/measuring.md).

## MB beyond the data, at the highest

{memory}

## What was wanted

With one thread of BLAS:

{wanted}

With {cores}:

{wanted_all}

{growth}

{small}

{single}

{parquet}

## Where the time goes

A fit reads the data three or four times, block by block: once for the moments, and once for each full gradient, at the
end of descent, after one correction, and now and then after a second. The last is what the certificate rests on. A
descent over the moments reads none of it. From a run with a clock around each part:

{profile}

The moments of a narrow X are bound by memory: X − p is written to a block that stays in cache, multiplied by itself and
summed. The moments of a wide X are bound by arithmetic, m·d² multiplications and as many additions, which no order
of the loops can save. What is left at d = 1000 beside them are d³ operations: Cholesky's factor, its inverse, the
product that proves how good the inverse is, and the extreme eigenvalues that lr="auto" is made of.

How many digits are right, beside other libraries, is on the page [accuracy](accuracy.md).
"""


def plot(found: dict[str, Any]) -> None:
    """The table as bars, on a logarithmic scale."""
    import matplotlib

    matplotlib.use("svg")
    from matplotlib import pyplot

    matplotlib.rcParams["svg.hashsalt"] = "linreg"
    figure, axes = pyplot.subplots(1, len(SHAPES), figsize=(11, 3.6), sharey=True, layout="constrained")
    labels = [re.sub("[*`]", "", CONTENDERS[name][1]) for name in found]
    for k, (ax, (m, d)) in enumerate(zip(axes, SHAPES, strict=True)):
        passes = [rows[k]["passes"] if rows[k] else np.nan for rows in found.values()]
        ax.barh(labels, passes, color=["#0072B2" if name.startswith("linreg") else "#999999" for name in found])
        ax.set(xscale="log", xlabel="passes over X", title=f"{m:,} × {d:,}")
        ax.invert_yaxis() if k == 0 else None
    figure.savefig(ROOT / "docs" / "performance.svg", metadata={"Date": None})


if __name__ == "__main__":
    main()
