"""The problems that Hypothesis draws for the laws: once for all that ask for the same, and anew to shrink a failure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from verification.problem import Problem


@dataclass(frozen=True)
class Wanted:
    """Which problems: the strategies' names, whether X begins with the column of ones, how many features."""

    kinds: tuple[str, ...]
    intercept: bool
    features: int | None


def bank(wanted: Wanted, count: int) -> Iterator[Problem]:
    """So many problems, the same ones every time; whoever takes one may change its arrays."""
    for problem in _bank(wanted, count):
        yield replace(problem, theta=problem.theta.copy(), X=problem.X.copy(), y=problem.y.copy())


@lru_cache(maxsize=64)
def _bank(wanted: Wanted, count: int) -> list[Problem]:
    """Kept: to draw them takes longer than to try a law on them."""
    found: list[Problem] = []
    draw(found.append, wanted, count)
    return found


def draw(take: Callable[[Problem], None], wanted: Wanted, count: int) -> None:
    """Hand over problems one by one, the same ones every time; where `take` raises, ever smaller ones."""
    from hypothesis import HealthCheck, Phase, given, settings

    @settings(
        max_examples=count,
        derandomize=True,
        database=None,
        deadline=None,
        report_multiple_bugs=False,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate, Phase.shrink],
    )
    @given(strategy(wanted))
    def run(problem: Problem) -> None:
        take(problem)

    run()


def strategy(wanted: Wanted) -> Any:
    """The strategy from which these problems come."""
    from hypothesis import strategies as st

    from verification import strategies

    kinds = [name for name in wanted.kinds if not (wanted.features and name == "rank_deficient_problems")]
    ones = [True] if wanted.intercept else ([False] if wanted.features else [False, True])
    size = {"d": (wanted.features, wanted.features)} if wanted.features else {}
    return st.one_of([getattr(strategies, kind)(intercept=one, **size) for kind in kinds for one in ones])
