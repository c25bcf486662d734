"""What takes its samples one by one, or draws them, where it has but one: then every draw is the same.

A mean over the samples, their number and their order cannot be told there. What is wrong with a single sample shows.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from verification.accounts import first_group
from verification.behaviour import looks_at, starts
from verification.diagnosis.case import UNKNOWN, Case
from verification.diagnosis.steps import believable, name_path, singles
from verification.paths import Path, Trace, follows, path_accounts
from verification.problem import Problem

SHOWN = frozenset(
    str.split(
        "sign-flipped missing-x intercept-times-feature swapped-components intercept-not-updated intercept-subtracted "
        "weight-instead-of-feature squared-residual learning-rate-ignored sequential-update"
    )
)
"""Mistakes that one sample shows."""


_NUMBER = re.compile(r"\d+\.\d+")


def read_alone(case: Case) -> None:
    """What is wrong with steps that nothing explains, where one sample shows it."""
    known = {mistake.id for mistake in case.found.mistakes} - {UNKNOWN}
    for part in ("descend", "model"):
        steps = getattr(case.code, part) is not None and not case.found.parts.get(part)
        if steps and not known and not case.found.doubt and _name(case, part):
            case.found.mistakes = [mistake for mistake in case.found.mistakes if mistake.id != UNKNOWN]
            return


def _name(case: Case, part: str) -> bool:
    """Name what all says that explains the steps along a single sample, if it says one thing."""
    found = _accounts(case, part) if case.text.draws(part) or case.text.sweeps(part) else []
    told = {path.ids for path, _ in found}
    ids = told.pop() if len(told) == 1 else ()
    if not ids or not set(ids) <= SHOWN:
        return False
    convention = case.found.convention
    name_path(case, part, *found[0])
    case.found.convention = convention  # of one sample the mean is the sum
    if set(ids) & set(case.found.ids):
        case.found.remarks.append("It takes its samples one by one: looked at where there is one.")
    return bool(set(ids) & set(case.found.ids))


def _problems(case: Case) -> Sequence[Problem]:
    """One sample each, at different rates."""
    return [replace(problem, lr=problem.lr / number) for number, problem in enumerate(singles(case), 1)]


def _walks(case: Case, part: str) -> list[Sequence[Trace]]:
    """What each number of steps leads to."""
    if part == "descend":
        return [case.asked.traces(case.code, _problems(case))]
    return [traces for traces, later in starts(looks_at(case.code, case.asked, _problems(case))) if not later]


def _accounts(case: Case, part: str) -> list[tuple[Path, Sequence[Trace]]]:
    """The accounts of these steps, first those with numbers that stand in the text."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # without its only sample a mean is of nothing
        found = [
            (path, traces)
            for traces in _walks(case, part)
            if traces
            for path in first_group(path_accounts(traces, case.own, case.known), partial(follows, traces=traces))
            if believable(case, part, path)
        ]
    return sorted(found, key=lambda pair: not set(_NUMBER.findall(pair[0].descent.formula)) <= case.text.numbers)
