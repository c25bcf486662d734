"""The thorough run: every law on the engine, over tens of thousands of problems that Hypothesis draws; the gradient,
the cost and three steps of descent over hundreds of thousands from seeded numpy, in float64 and float32.

    python tests/verification/thorough.py [--seed N] [--drawn 20000] [--batched 200000]

Ends with a table and exit code 0, or with the first failures and 1. On two cores it takes two to three minutes.
"""

from __future__ import annotations

import argparse
import multiprocessing
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from dataclasses import dataclass

import numpy as np

import linreg
from verification import laws
from verification.drawn import Wanted, strategy
from verification.examine import LAWS, Law
from verification.implementation import Implementation
from verification.problem import Problem

CHUNK = 2000


@dataclass
class Result:
    """What one chunk of one law came to."""

    law: str
    oracle: str
    asked: int
    told: int = 0
    worst: float = 0.0
    failure: str = ""

    def take(self, law: Callable[..., laws.Met], problem: Problem) -> None:
        """Try the law; a problem that cannot tell is counted as asked and not as told."""
        try:
            met = law(ENGINE, problem)
        except laws.Inconclusive:
            return
        self.told, self.worst = self.told + 1, max(self.worst, met.fraction)


def descend(theta, X, y, lr, k):
    return linreg.descend(linreg.gradient, theta, X, y, lr=lr, n_iterations=k).theta


ENGINE = Implementation(name="linreg", cost=linreg.cost, gradient=linreg.gradient, descend=descend)


def three_steps(code, problem):
    """`steps_are_exact` for k = 2 and 3 only."""
    return laws.steps_are_exact(code, problem, most=3)


# Each with its share of the problems: a trace costs as much as ten gradients.
BATCHED = {laws.gradient_is_exact: 0.5, laws.cost_is_exact: 0.45, three_steps: 0.05}


def drawn(name: str, count: int, seed: int) -> Result:
    """A law on `count` problems from Hypothesis."""
    from hypothesis import HealthCheck, Phase, given, settings
    from hypothesis import seed as seeded

    law = _law(name)
    result = Result(name, law.oracle, count)

    @seeded(seed)
    @settings(
        max_examples=count,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate, Phase.shrink],
    )
    @given(strategy(Wanted(law.problems, ENGINE.intercept, ENGINE.features)))
    def run(problem: Problem) -> None:
        result.take(law.check, problem)

    try:
        run()
    except laws.Broken as broken:
        result.failure = str(broken)
    return result


def batched(name: str, count: int, seed: int) -> Result:
    """A law on `count` problems from numpy: half of them in float32."""
    law = next(law for law in BATCHED if law.__name__ == name)
    result = Result(f"{name} (numpy)", "exact", count)
    try:
        for problem in random_problems(count, seed):
            result.take(law, problem)
    except laws.Broken as broken:
        result.failure = str(broken)
    return result


def random_problems(count: int, seed: int) -> Iterator[Problem]:
    """Columns from 1e-60 to 1e60 in float64, 1e-12 to 1e12 in float32; large offsets, nearly dependent columns."""
    rng = np.random.default_rng(seed)
    for i in range(count):
        m, n = int(rng.integers(1, 13)), int(rng.integers(1, 5))
        reach = (0, 12, 12 if i % 2 else 60)[i % 3]
        X = rng.standard_normal((m, n)) + rng.integers(0, 3)
        if i % 5 == 0:
            X = X[:, :1] + X * 10.0 ** -rng.integers(0, 16)
        X = X * 10.0 ** rng.uniform(-reach, reach, n)
        theta = rng.standard_normal(n) / np.abs(X).max(axis=0) * 10.0 ** rng.integers(-2, 3)
        y = rng.standard_normal(m) + (1e8 if i % 7 == 0 else 0)
        kind = np.float32 if i % 2 else np.float64
        lr = 0.5 / float(np.sum(X * X) / m)  # ‖H‖ is at most the trace
        yield Problem(theta.astype(kind), X.astype(kind), y.astype(kind), lr)


def _law(name: str) -> Law:
    return next(law for law in LAWS if law.name == name)


def main() -> int:
    """Share the chunks out over the cores, show the progress, print the table."""
    options = _options()
    of_laws = [law for law in LAWS if law.check.__module__ == laws.__name__]
    jobs = [(drawn, law.name, options.drawn // len(of_laws) + 1) for law in of_laws]
    jobs += [(batched, law.__name__, round(share * options.batched)) for law, share in BATCHED.items()]
    print(f"seed {options.seed}", file=sys.stderr)
    with ProcessPoolExecutor(mp_context=multiprocessing.get_context("spawn")) as pool:
        chunks = [
            pool.submit(work, name, min(CHUNK, total - start), options.seed + start)
            for work, name, total in jobs
            for start in range(0, total, CHUNK)
        ]
        results = _shown(chunks, sum(total for *_, total in jobs))
    return _report(results)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--drawn", type=int, default=20_000, help="problems drawn by Hypothesis")
    parser.add_argument("--batched", type=int, default=200_000, help="problems from seeded numpy")
    return parser.parse_args()


def _shown(chunks: list[Future[Result]], total: int) -> list[Result]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("problems"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    results = []
    with Progress(*columns, console=Console(stderr=True)) as progress:
        task = progress.add_task("", total=total)
        for chunk in as_completed(chunks):
            results.append(chunk.result())
            progress.advance(task, results[-1].asked)
    return results


def _report(results: list[Result]) -> int:
    from rich.console import Console
    from rich.table import Column, Table

    table = Table(Column("law", no_wrap=True), "oracle", "problems", "told", "error / bound")
    for name in dict.fromkeys(sorted(result.law for result in results)):
        parts = [result for result in results if result.law == name]
        asked, told = sum(part.asked for part in parts), sum(part.told for part in parts)
        table.add_row(name, parts[0].oracle, f"{asked:,}", f"{told:,}", f"{max(part.worst for part in parts):.2g}")
    console = Console()
    console.print(table)
    failures = [f"{result.law}: {result.failure}" for result in results if result.failure]
    console.print("\n\n".join(failures) or f"{sum(r.asked for r in results):,} problems, no law broken")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
