"""Accounts of descent: for each mistake in the loop, in the gradient, or in both, the θ at which k steps would end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, product, repeat

import numpy as np

from verification import variants
from verification.accounts import (
    Account,
    Stages,
    agrees,
    kind_of,
    paired_gradients,
    parted_gradients,
    right_gradients,
    single_gradients,
)
from verification.convention import Convention
from verification.mistakes import CATALOGUE
from verification.mistakes.descent import STOCHASTIC, right
from verification.mistakes.entry import Descent, Seen
from verification.problem import Array, Problem

RIGHT = Descent("θ ← θ − α∇J", right)


@dataclass(frozen=True)
class Trace:
    """Where k steps from the problem's θ at its learning rate were seen to end."""

    problem: Problem
    k: int
    end: Array


@dataclass(frozen=True)
class Path:
    """One explanation of a descent: what it takes for the gradient, and how it steps."""

    ids: tuple[str, ...]
    gradient: Account
    descent: Descent
    remark: str = ""

    def end(self, problem: Problem, k: int) -> Array:
        """θₖ from the problem's θ."""

        def gradient(theta: Array, kept: slice = slice(None), /) -> Array:
            return np.asarray(self.gradient.answer(theta, problem.X[kept], problem.y[kept]))

        return self.descent.scheme(gradient, problem.theta, problem.lr, k, problem.m)


SWEPT, COMBINED = 100, 2_000


def is_too_long(path: Path, traces: Sequence[Trace]) -> bool:
    """Whether an account is not to be had in a second: the data of a script may be many.

    A sweep takes a step for each sample, and of two mistakes at once there are some ten thousand accounts.
    """
    m = max((trace.problem.m for trace in traces), default=0)
    sweeps = path.descent.per_sample
    return (m > COMBINED and (sweeps or len(path.ids) > 1)) or (m > SWEPT and sweeps and bool(path.gradient.ids))


def follows(path: Path, traces: Sequence[Trace]) -> bool:
    """Whether the account agrees with every trace."""
    if is_too_long(path, traces):
        return False
    try:
        with np.errstate(all="ignore"):
            return all(agrees(path.end(trace.problem, trace.k), trace.end) for trace in traces)
    except (ValueError, TypeError):  # mistakes whose shapes exclude each other
        return False


def path_accounts(traces: Sequence[Trace], own: Convention | None, known: Account | None = None) -> Stages[Path]:
    """Every account of a descent: nothing wrong, one mistake, one in the loop and one in the gradient, two in that.

    own: the convention of the file's cost, if it has one; known: what its gradient function was found to compute.
    """
    yield right_paths(own, known)
    yield single_paths(traces, own, known)
    yield variant_paths(traces, own, known)
    yield sweeping_paths(traces, own)
    yield from compound_paths(traces, own)


def right_paths(own: Convention | None, known: Account | None) -> Iterator[Path]:
    """The loop without a mistake."""
    for gradient in plain(own, known):
        yield Path(gradient.ids, gradient, RIGHT)
        yield Path(gradient.ids, gradient, STOCHASTIC, "It steps after each sample: stochastic descent.")


def single_paths(traces: Sequence[Trace], own: Convention | None, known: Account | None) -> Iterator[Path]:
    """One mistake, in the loop or in the gradient."""
    seen = slopes(traces)
    yield from combined(plain(own, known), traces)
    for convention in possible(own):
        for gradient in chain(
            single_gradients(convention, seen, kind_of(seen), own is not None),
            parted_gradients(convention, kind_of(seen), own is not None),
        ):
            yield Path(gradient.ids, gradient, RIGHT)


def sweeping_paths(traces: Sequence[Trace], own: Convention | None) -> Iterator[Path]:
    """One mistake in the gradient, and a step after each sample."""
    for convention in possible(own):
        for gradient in single_gradients(convention, [], kind_of(slopes(traces)), own is not None):
            yield Path(gradient.ids, gradient, STOCHASTIC, "It steps after each sample: stochastic descent.")


def variant_paths(traces: Sequence[Trace], own: Convention | None, known: Account | None) -> Iterator[Path]:
    """Another way than the plain one, with the constants that the first descent has."""
    for gradient in plain(own, known):
        for descent, remark in variants.ways(first_steps(gradient, traces)):
            yield Path(gradient.ids, gradient, descent, remark)


def single_steps(traces: Sequence[Trace]) -> list[tuple[Problem, Array, Array]]:
    """Every step that was seen by itself: the problem, from where, and to where."""
    starts = {(id(t.problem.y), 0): t.problem.theta for t in traces} | {(id(t.problem.y), t.k): t.end for t in traces}
    pairs = [(t, starts.get((id(t.problem.y), t.k - 1))) for t in traces]
    return [(t.problem, start, t.end) for t, start in pairs if start is not None]


def first_steps(gradient: Account, traces: Sequence[Trace]) -> list[tuple[Array, Array]]:
    """The steps of the first descent over α, each with the gradient where it began."""
    y = traces[0].problem.y
    first = [(p, start, end) for p, start, end in single_steps(traces) if p.y is y]
    try:
        return [((start - end) / p.lr, np.asarray(gradient.answer(start, p.X, p.y))) for p, start, end in first]
    except (ValueError, TypeError):  # mistakes whose shapes exclude each other
        return []


def compound_paths(traces: Sequence[Trace], own: Convention | None) -> Stages[Path]:
    """One mistake in each, or two in the gradient; a group for each mistake in the gradient, beside which a parameter
    that never leaves 0 has several accounts."""
    seen = slopes(traces)
    for convention in possible(own):
        singles = single_gradients(convention, seen, kind_of(seen), own is not None)
        pairs = chain(paired_gradients(convention, kind_of(seen), own is not None), repeat([]))
        for gradient, beside in zip(singles, pairs, strict=False):
            yield [*combined([gradient], traces), *(Path(pair.ids, pair, RIGHT) for pair in beside)]
    for convention in possible(own):
        yield list(at_fixed_rates(parted_gradients(convention, kind_of(seen), own is not None), traces))


def possible(own: Convention | None) -> tuple[Convention, ...]:
    """The conventions that are right."""
    return (own,) if own else tuple(Convention)


def plain(own: Convention | None, known: Account | None) -> list[Account]:
    """What the gradient is taken to be before anything wrong is supposed of it."""
    return [*([known] if known else []), *right_gradients(possible(own))]


def combined(gradients: Iterable[Account], traces: Sequence[Trace]) -> Iterator[Path]:
    """Each mistake in the loop over each of these gradients."""
    gradients = list(gradients)
    for (name, descent), gradient in product(schemes(), gradients):
        yield Path((*(i for i in gradient.ids if i != name), name), gradient, descent)
    yield from at_fixed_rates(gradients, traces)


def at_fixed_rates(gradients: Iterable[Account], traces: Sequence[Trace]) -> Iterator[Path]:
    """Each of these gradients at the rate of the first step, whatever rate was asked for, if it was ever another."""
    if len({trace.problem.lr for trace in traces}) < 2:
        return
    for mistake, gradient in product(CATALOGUE.values(), gradients):
        if mistake.fixed_rate and (rate := rate_used(gradient, traces) or 0.0) > 0:  # uphill is another mistake
            yield Path((*gradient.ids, mistake.id), gradient, mistake.fixed_rate(rate))


def schemes() -> list[tuple[str, Descent]]:
    """Every form of every mistake in the loop, with its name."""
    return [(mistake.id, descent) for mistake in CATALOGUE.values() for descent in mistake.descent]


def slopes(traces: Sequence[Trace]) -> Seen:
    """(θ₀ − θ₁)/α of the traces of one step."""
    return [(t.problem, (t.problem.theta - t.end) / t.problem.lr) for t in traces if t.k == 1]


def rate_used(gradient: Account, traces: Sequence[Trace]) -> float | None:
    """The learning rate with which the first step was taken, if it was taken along this gradient."""
    start = next((trace for trace in traces if trace.k == 1), None)
    if start is None:
        return None
    p = start.problem
    try:
        g = np.asarray(gradient.answer(p.theta, p.X, p.y))
    except (ValueError, TypeError):
        return None
    along = float(g @ g)
    return float((p.theta - start.end) @ g) / along if along and np.isfinite(along) else None
