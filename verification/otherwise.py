"""Steps of right code that no account explains, because it draws, measures or keeps back something of its own.

    drawn        along −∇J over one sample, over all in some order, or over a batch, whichever was drawn
    own rates    along −∇J, how far is the code's own affair: a warm-up, a line search, ∇J/‖∇J‖, 1/L
    held out     along −∇J over the same part of the samples at each step, the rest being kept for validation

Each is asked of single steps: the problem, from where, and to where.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np

from verification.accounts import Account, agrees
from verification.problem import Array, Problem
from verification.variants import ratio

Step = tuple[Problem, Array, Array]

FEW = 6  # samples have 720 orders
MANY = 1_000
MOST_DRAWN = 4  # steps of an iteration, each along one of two samples or along both: 3⁴ ways


def shuffles_samples(gradient: Account, steps: Sequence[Step]) -> bool:
    """Whether every step is a pass over all of its samples, in whatever order."""
    few = [(p, start, end) for p, start, end in steps if p.m <= FEW]

    def passes(p: Problem, start: Array, end: Array, left: frozenset[int]) -> bool:
        if not left:
            return agrees(start, end)
        each = ((start - p.lr * gradient.answer(start, p.X[i : i + 1], p.y[i : i + 1]), left - {i}) for i in left)
        return any(passes(p, theta, end, others) for theta, others in each)

    return bool(few) and all(passes(p, start, end, frozenset(range(p.m))) for p, start, end in few)


def draws_samples(gradient: Account, steps: Sequence[Step]) -> bool:
    """Whether every step is along the gradient of some one of its samples, and not of the same one or two each time."""
    drawn = [next((i for i in range(step[0].m) if _along(gradient, step, [i])), -1) for step in steps]
    return -1 not in drawn and len(set(drawn)) > min(2, len(steps) - 1)


def draws_of_two(gradient: Account, steps: Sequence[Step]) -> bool:
    """Whether every step, of two samples, is some few steps, each along a batch drawn of these samples.

    That is along one of them, along both, or along a mean in which one counts more often than the other.
    """

    def slope(p: Problem, theta: Array, kept: slice) -> Array:
        return p.lr * np.asarray(gradient.answer(theta, p.X[kept], p.y[kept]))

    def leads(p: Problem, start: Array, end: Array, left: int) -> bool:
        each = [start - slope(p, start, kept) for kept in (slice(0, 1), slice(1, 2), slice(0, 2))]
        if _between(each[0], each[1], end) or any(agrees(one, end) for one in each):
            return True
        return left > 1 and any(leads(p, one, end, left - 1) for one in each)

    return bool(steps) and all(p.m == 2 and leads(p, start, end, MOST_DRAWN) for p, start, end in steps)


def _between(one: Array, other: Array, end: Array) -> bool:
    """Whether a point lies on the line from one to another."""
    share = ratio(end - one, other - one)
    return 0 <= share <= 1 and agrees(one + share * (other - one), end)


def keeps_its_own_rates(gradient: Account, steps: Sequence[Step], *, told: bool, measures: bool) -> bool:
    """Whether every step is along −∇J, at rates that are the code's own affair.

    told: it was given a learning rate, of which its rates are then taken as shares: at most all of it. measures: its
    text computes a norm, so that a rate which never changes may be 1/L, and one may depend on the data. Otherwise that
    says nothing: a factor m may be in it, or a power of one.
    """
    rates = _rates(gradient, steps) / np.array([[walk[0][0].lr if told else 1.0] for walk in _walks(steps)])
    if not _all_along(rates) or any(len(start) < 2 for _, start, _ in steps):
        return False
    if all(map(_constant, rates)):
        return measures and not told
    alike = agrees(rates, np.broadcast_to(rates[0], rates.shape)) and not (told and rates.max() > 1)
    return alike or (measures and not all(map(_constant, rates / rates[0])))


def changes_its_rates(gradient: Account, steps: Sequence[Step]) -> bool:
    """Whether every step is along −∇J, at rates that change on the way: how far is not to be understood."""
    rates = _rates(gradient, steps)
    return _all_along(rates) and not all(map(_constant, rates)) and all(len(start) > 1 for _, start, _ in steps)


def goes_along(gradient: Account, steps: Sequence[Step]) -> bool:
    """Whether every step is along −∇J, however far."""
    return _all_along(_rates(gradient, steps))


def _rates(gradient: Account, steps: Sequence[Step]) -> Array:
    """α of each step, a row for each problem."""
    return np.array([[_rate(gradient, *step) for step in walk] for walk in _walks(steps)])


def _all_along(rates: Array) -> bool:
    """Whether there are at least two steps of each problem, and each has a rate."""
    return rates.ndim == 2 and rates.shape[1] > 1 and bool((rates > 0).all())


def _constant(rates: Array) -> bool:
    return agrees(rates, np.full_like(rates, rates[0]))


def _walks(steps: Sequence[Step]) -> list[list[Step]]:
    """The steps of each problem, no more of one than of another."""
    walks: dict[int, list[Step]] = {}
    for step in steps:
        walks.setdefault(id(step[0].y), []).append(step)
    shortest = min(map(len, walks.values()), default=0)
    return [walk[:shortest] for walk in walks.values()]


def holds_out(gradient: Account, steps: Sequence[Step]) -> bool:
    """Whether all steps of a problem are along −∇J over the same part of its samples, some half of them or more.

    Where one sample is left out, or as many are read whatever there are, that is a mistake and no validation.
    """
    kept = [(walk[0][0].m, _kept(gradient, walk)) for walk in _walks(steps)]
    numbers = {number for _, number in kept}
    return len(numbers) > 1 and 0 not in numbers and any(m - number > 1 for m, number in kept)


def _kept(gradient: Account, walk: Sequence[Step]) -> int:
    """How many samples the steps of one problem are over: the first, the last, or of few whichever. 0 for none."""
    m = walk[0][0].m
    return next((len(part) for part in _parts(m) if all(_along(gradient, step, part) for step in walk)), 0)


def _parts(m: int) -> Iterator[list[int]]:
    step = max(1, m // MANY)  # of many samples the share that is held out is a round one
    for number in range(m - step, m // 2 - 1, -step):
        yield list(range(number))
        yield list(range(m - number, m))
        yield from map(list, combinations(range(m), number) if m <= FEW else ())


def _along(gradient: Account, step: Step, part: list[int]) -> bool:
    p, start, end = step
    return agrees(start - p.lr * np.asarray(gradient.answer(start, p.X[part], p.y[part])), end)


def _rate(gradient: Account, problem: Problem, start: Array, end: Array) -> float:
    """α of one step, or 0 where it goes elsewhere than along −∇J."""
    slope = np.asarray(gradient.answer(start, problem.X, problem.y))
    rate = ratio(start - end, slope)
    return rate if agrees(start - rate * slope, end) else 0.0
