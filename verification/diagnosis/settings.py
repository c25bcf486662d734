"""What λ does in the cost, the gradient and the steps, and what momentum does to the steps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain

from verification import ridge, smallest
from verification.accounts import agrees, right_gradients
from verification.asking import Asked
from verification.behaviour import look_at, looks_at, tracks
from verification.diagnosis.case import Case
from verification.diagnosis.functions import of_its_cost
from verification.implementation import Implementation
from verification.paths import Path, Trace, follows, right_paths, variant_paths
from verification.smallest import Example

MOMENTUM = 0.5


def read_penalty(case: Case) -> None:
    """What λ does in the cost, in the gradient and in the steps."""
    if case.code.regularised is None:
        return
    weighted = case.code.regularised(ridge.WEIGHT)
    of_cost = ridge.in_cost(case.code, case.problems) if case.code.cost else None
    if of_cost is ridge.NONE and not case.text.takes("cost", "penalty"):
        of_cost = None  # a cost that knows of no λ says nothing of the penalty
    found = {
        "cost": of_cost,
        "gradient": ridge.in_gradient(case.code, case.problems) if case.code.gradient else None,
    }
    if "descend" in case.paths and not case.paths["descend"].ids:
        traces = Asked().traces(weighted, case.problems[:2])
        found["descend"] = ridge.in_steps(case.paths["descend"], traces) if traces else None
    if "model" in case.paths and not case.paths["model"].ids and (fits := fitted_traces(case, weighted)):
        found["model"] = ridge.in_steps(case.paths["model"], fits)
    stepped = [found.get(part) for part in ("descend", "model")]
    added = found["gradient"] is ridge.NONE and any(penalty not in (None, ridge.NONE) for penalty in stepped)
    if added:  # where the step is taken
        found["gradient"] = None
    own = frozenset([case.text.own_name("cost")])
    apart = not case.text.takes("descend", "penalty") and not case.text.calls("descend", own)
    if found.get("descend") is ridge.NONE and apart:
        found["descend"] = None  # beside functions that know of λ, a descent without any is another method
    known = case.found.parts.get("cost") and case.found.parts.get("gradient") and not added
    if known and found["gradient"] is None and of_its_cost(case, ridge.belongs) is False:
        case.name("regulariser-misscaled", "gradient", observed=ridge.UNLIKE)
    for part, penalty in found.items():
        for wrong in ridge.judge(
            part, penalty, of_cost, has_intercept(case, part), multiple(case) if part == "gradient" else 1.0
        ):
            example = penalty_example(case, wrong, weighted)
            case.name(wrong.id, part, formula=wrong.added.formula, right=wrong.meant.formula, example=example)


def has_intercept(case: Case, part: str) -> bool:
    """Whether θ₀ is an intercept: it is passed apart, or the script adds the ones."""
    apart = part not in case.text.bound or case.text.columns(part) == "d"
    return (case.code.intercept and apart) or case.text.adds_ones


def read_momentum(case: Case) -> None:
    """What momentum does to the steps; without it they were plain."""
    if case.code.remembering is None:
        return
    with_it = case.code.remembering(MOMENTUM)
    walks: list[Sequence[Trace]] = [case.asked.traces(with_it, case.problems[:2])]
    asked = case.problems[:2] if with_it.model is not None else []
    looks = looks_at(with_it, Asked(), asked)
    walks += [track.traces for track in chain(*tracks(looks)) if not track.later] if looks else []
    paths = ((path, walk) for walk in walks if walk for path in right_ways(case, walk))
    found = next((path for path, walk in paths if follows(path, walk)), None)
    if found is not None and found.remark:
        case.found.remarks.append(f"Asked with a momentum of {MOMENTUM:g}, {found.remark[0].lower()}{found.remark[1:]}")
    elif found is None and (walks[0] or any(look.k == 0 for look in looks)):  # it is known where it started
        case.found.doubt = f"Without momentum its steps are right; with {MOMENTUM:g} they are of no method known here."


def right_ways(case: Case, walk: Sequence[Trace]) -> Iterator[Path]:
    """Right ways of descending, the plain one first."""
    return chain(right_paths(case.own, case.known), variant_paths(walk, case.own, case.known))


def penalty_example(case: Case, wrong: ridge.Found, weighted: Implementation) -> Example | None:
    """The smallest problem on which this penalty differs from all others: one gradient, or two steps."""
    part, known = wrong.part, case.known
    if part == "gradient" and known is not None:
        asked = case.function_question("gradient", known, weighted, case.answers("gradient"))
        return ridge.example(wrong, lambda p: smallest.asking(ridge.added_to(known, p)), asked)
    if part not in case.paths:
        return None
    path, start = case.paths[part], case.start(case.traces) if part == "model" else None
    plain = replace(case.steps_question(part, path, case.traces, 2, start), rivals=[], main=[])
    plain = replace(plain, confirm=lambda p: case.ends(part, p, 2, weighted))
    found = ridge.example(wrong, lambda p: smallest.ending(ridge.penalised(path, p), 2), plain)
    return found and replace(found, k=2)


def multiple(case: Case) -> float:
    """By what the whole gradient is too large, if it is a multiple of the right one; else 1."""
    p = next(p for p in case.problems if p.m == ridge.SIZE)
    if case.known is None or case.own is None:
        return 1.0
    yours, right = (account.answer(p.theta, p.X, p.y) for account in (case.known, *right_gradients([case.own])))
    ratio = float(yours @ right / (right @ right))
    return ratio if agrees(yours, ratio * right) else 1.0


def fitted_traces(case: Case, code: Implementation) -> list[Trace]:
    """Where the fits of another implementation end, from the starts that this one has."""
    starts = {len(trace.problem.theta): trace.problem.theta for trace in case.traces}
    if any(trace.problem.theta is not starts[len(trace.problem.theta)] for trace in case.traces):
        return []  # it begins anywhere
    problems = [replace(p, theta=starts[n]) for p in case.problems[:2] if (n := p.X.shape[1]) in starts]
    ends = [(p, k, look.theta) for p in problems for k in (1, 2) for look in look_at(code, Asked(), p, k)]
    return [Trace(p, k, end) for p, k, end in ends]
