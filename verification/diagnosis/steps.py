"""What the loop of descent does, and what else than plain descent its steps may be."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain
from typing import Any

import numpy as np

from verification import otherwise, separating, smallest, variants
from verification.accounts import Account, agrees, first_group, right_gradients
from verification.asking import Asked
from verification.behaviour import looks_at, tracks
from verification.convention import Convention
from verification.diagnosis.case import UNKNOWN, Case
from verification.diagnosis.functions import divides_so
from verification.evidence import decide, retold
from verification.otherwise import Step
from verification.paths import Path, Trace, follows, path_accounts, possible, single_steps
from verification.problem import Array, Problem
from verification.recording import missing
from verification.smallest import Example

NORMS = frozenset(str.split("norm eigvalsh eigvals eigh eig svd svdvals trace cond sqrt"))
"""What 1/L or 1/‖∇J‖, of which a rate may be made, is computed from."""


def read_descent(case: Case) -> None:
    """What the loop of descent does."""
    asked = case.text.takes("descend", "n_iterations")
    traces = case.asked.traces(case.code, case.problems[:3]) if asked else []
    if not traces and asked and case.code.descend:
        traces = case.asked.traces(case.code, case.square)
    if not traces:
        return
    case.answered.add("descend")
    fitting = explained(case, traces)
    if not fitting and (case.text.may_stop("descend") or case.text.keeps_the_best("descend")):
        gentle = case.asked.traces(case.code, gently(case.problems[:3]))
        if fitting := explained(case, gentle):
            note_gentle(case, fitting, [traces])
            traces = gentle
    if not fitting and not (is_stepped(case, traces) or case.text.steps("descend")):
        return
    if not fitting and (case.found.doubt or goes_otherwise(case, traces)):
        return
    if not fitting and (begins_right(case, traces) or case.text.goes_its_own_way("descend")):
        return
    case.found.parts["descend"] = bool(fitting)
    if not fitting:
        case.name(UNKNOWN, "descend", example=step_evidence(case, traces))
        return
    chosen = fitting[decide(case.text, "descend", [path.ids for path in fitting])]
    name_path(case, "descend", chosen, traces)


def note_gentle(case: Case, paths: Sequence[Path], ordinary: Sequence[Sequence[Trace]]) -> None:
    """Note that only short steps were understood, and whether longer ones end at earlier iterates."""
    case.found.steps_otherwise = True
    case.found.remarks.append("Its steps are those of descent as long as each lowers the cost.")
    along = any_way(case, otherwise.goes_along, [single_steps(traces) for traces in ordinary])
    if not along and not any(ends_early(path, traces) for path in paths for traces in ordinary):
        case.found.doubt = "Short steps are those of descent; with longer ones it does what is not known here."


def explained(case: Case, traces: list[Trace]) -> list[Path]:
    """The accounts of these steps."""
    fitting = first_group(path_accounts(traces, case.own, case.known), lambda path: follows(path, traces))
    return [path for path in fitting if believable(case, "descend", path)]


def goes_otherwise(case: Case, traces: Sequence[Trace]) -> bool:
    """Whether it draws, measures or keeps back something of its own, and its steps are right all the same."""
    part, steps = "descend", [single_steps(traces)]
    known = draws(case, part, steps) or goes_its_own_length(case, part, steps) or draws_from_two(case, part)
    return known or draws_from_one(case) or changes_its_rates(case, steps)


def draws(case: Case, part: str, walks: Sequence[Sequence[Step]]) -> bool:
    """Whether it takes one sample at a time, whichever it draws, or all of them in whatever order."""
    if any_way(case, otherwise.draws_samples, walks):
        return steps_so(case, part, "Each step is along one sample, drawn at random: stochastic descent.")
    if case.text.goes_its_own_way(part) and any_way(case, otherwise.shuffles_samples, walks):
        return steps_so(case, part, "It steps after each sample, in an order drawn at random: stochastic descent.")
    return False


def goes_its_own_length(case: Case, part: str, walks: Sequence[Sequence[Step]]) -> bool:
    """Whether it steps along −∇J at rates of its own, or over a part of the samples that it keeps to."""
    told, measures = case.text.takes(part, "lr"), case.text.calls(part, NORMS)
    if any_way(case, partial(otherwise.keeps_its_own_rates, told=told, measures=measures), walks):
        return steps_so(case, part, "Its steps are along −∇J; how far each goes is its own affair.")
    if case.text.holds_out(part) and any_way(case, otherwise.holds_out, walks):
        return steps_so(case, part, "It descends over a part of the samples, and holds out the others.")
    return False


def changes_its_rates(case: Case, walks: Sequence[Sequence[Step]]) -> bool:
    """Whether it steps along −∇J, nobody knows how far: neither right nor wrong."""
    if not any_way(case, otherwise.changes_its_rates, walks):
        return False
    case.found.doubt = "Its steps are along −∇J; why they are as long as they are is not known here."
    return True


def any_way(case: Case, question: Callable[[Account, Sequence[Step]], bool], walks: Sequence[Sequence[Step]]) -> bool:
    """Whether a question is answered by yes for one of the walks and one of the gradients that are right."""
    return any(question(gradient, steps) for steps in walks for gradient in right_gradients(possible(case.own)))


def steps_so(case: Case, part: str, said: str) -> bool:
    """Note that a part is right, and that it does not step as plain descent does."""
    case.found.parts[part] = case.found.steps_otherwise = True
    case.found.remarks.append(said)
    return True


def draws_from_two(case: Case, part: str) -> bool:
    """Whether what draws at random steps along batches of its samples, where it has but two."""
    if not case.text.draws(part):
        return False
    steps = [single_steps(traces) for traces in walks_of_two(case, part)]
    said = "It steps along samples or batches drawn at random, looked at where there are two samples."
    return any_way(case, otherwise.draws_of_two, steps) and steps_so(case, part, said)


def draws_from_one(case: Case) -> bool:
    """Whether a descent that draws at random, at rates of its own, steps along its only sample where it has but one."""
    if not case.text.draws("descend") or not stays_where_it_fits(case):
        return False
    steps = single_steps(case.asked.traces(case.code, singles(case)))
    rates = partial(otherwise.keeps_its_own_rates, told=case.text.takes("descend", "lr"), measures=False)
    said = "It steps along samples drawn at random, at rates of its own, looked at where there is one sample."
    return any_way(case, rates, [steps]) and steps_so(case, "descend", said)


def singles(case: Case) -> tuple[Problem, ...]:
    """Problems of one sample."""
    return separating.singles(intercept=case.code.intercept, features=case.code.features)


def stays_where_it_fits(case: Case) -> bool:
    """Whether steps from a θ that fits every sample lead nowhere: each residual is that of its own sample."""
    fitted = [replace(p, y=p.X @ p.theta) for p in case.problems[:2]]
    ends = [case.asked.put(case.code.descend, p.theta, p.X, p.y, p.lr, 2) for p in fitted]  # type: ignore[arg-type]
    return all(end is not None and agrees(end, p.theta) for p, end in zip(fitted, ends, strict=True))


def walks_of_two(case: Case, part: str) -> list[Sequence[Trace]]:
    """What each number of steps leads to on two samples; of a fit, in any coordinates."""
    pairs = separating.pairs(intercept=case.code.intercept, features=case.code.features)
    if part == "descend":
        return [case.asked.traces(case.code, pairs)]
    looks = looks_at(case.code, case.asked, pairs)
    return [track.traces for track in chain(*tracks(looks))] if looks else []


def read_recorded(case: Case) -> None:
    """The history that descent returns."""
    first, ask = case.problems[0], case.code.history
    if ask is None or not case.found.parts.get("descend") or case.text.records_when_told("descend"):
        return

    def losses(k: int) -> Any:
        return Asked().put(ask, first.theta, first.X, first.y, first.lr / 16, k)

    if lacking := missing(losses):
        case.name("history-not-recorded", "descend", observed=lacking)


def believable(case: Case, part: str, path: Path) -> bool:
    """A step can be thrown away only where the text takes one, and stand outside a loop only where there is one.

    Who keeps the best parameters may well return those before the last step.
    """
    if not case.text.source:
        return True
    thrown, outside = "update-discarded" in path.ids, "update-outside-loop" in path.ids
    fewer = "off-by-one-iterations" in path.ids and part == "model" and "best" in case.text.source.lower()
    return (
        not fewer
        and divides_so(case, path.gradient)
        and (not thrown or case.text.steps(part))
        and (not outside or case.text.repeats(part))
    )


def is_stepped(case: Case, traces: list[Trace]) -> bool:
    """Whether where it ends depends on the number of steps and on the targets: what does not is no descent."""
    first = traces[0]
    other = replace(first.problem, y=first.problem.y + np.arange(1, first.problem.m + 1))
    end = case.asked.put(case.code.descend, other.theta, other.X, other.y, other.lr, first.k)  # type: ignore[arg-type]
    later = [trace for trace in traces if trace.problem is first.problem and trace.k != first.k]
    return end is not None and not agrees(end, first.end) and any(not agrees(t.end, first.end) for t in later)


def begins_right(case: Case, traces: list[Trace]) -> bool:
    """Whether all first steps go along −∇J, and one as far as α says: the rest may be a rate that changes."""
    first = [trace for trace in traces if trace.k == 1]
    for convention in Convention:
        ends = [separating.steps(trace.problem, 1, convention) for trace in first]
        if any(map(agrees, ends, (trace.end for trace in first))) and all(map(goes_along, first, ends)):
            return True
    return False


def step_evidence(case: Case, traces: list[Trace]) -> Example:
    """The first trace, for want of a name."""
    trace = traces[0]
    right = separating.steps(trace.problem, trace.k, case.own or Convention.HALF_MEAN)
    return Example(trace.problem, trace.end, right, trace.k)


def name_path(case: Case, part: str, path: Path, traces: Iterable[Trace]) -> None:
    """Note what a path says, with the shortest descent that shows it."""
    case.paths[part] = path
    case.traces = list(traces) if part == "model" else case.traces
    if path.descent.formula not in variants.SCALE_FREE:
        case.found.convention = case.found.convention or path.gradient.convention
    case.found.remarks += [path.remark] if path.remark else []
    case.found.steps_otherwise |= bool(path.remark)
    ids = [retold(case.text, part, name) for name in path.ids if counts(case, name, part, path)]
    if not set(ids) - set(case.found.ids):
        return
    example = path_example(case, part, path, list(traces))
    for name in ids:
        in_loop = name not in path.gradient.ids
        formula = path.descent.formula if in_loop else path.gradient.formula
        right = "θ ← θ − α∇J" if in_loop else path.gradient.convention.gradient
        case.name(name, part, formula=formula, right=right, example=example)


def counts(case: Case, name: str, part: str, path: Path) -> bool:
    """What cannot be passed is not ignored, but the code's own: its rate, and how many batches it draws.

    Who keeps the best parameters may look at them before the last step.
    """
    if name == "loops-over-samples" and case.text.draws(part):
        case.found.remarks.append("It draws as many batches in each iteration as there are samples.")
        case.found.steps_otherwise = True
        return False
    if name == "off-by-one-iterations" and case.text.keeps_the_best(part):
        case.found.remarks.append("It returns the best parameters that it has looked at.")
        case.found.steps_otherwise = True
        return False
    if name != "learning-rate-ignored" or case.text.takes(part, "lr"):
        return True
    case.found.remarks.append(f"Its learning rate is its own: {path.descent.formula}.")
    return False


def path_example(case: Case, part: str, path: Path, traces: list[Trace]) -> Example | None:
    """The shortest descent, on the smallest problem, that differs from all others."""
    start = case.start(traces) if part == "model" else None
    if part == "model" and start is None:
        return None
    questions = [case.steps_question(part, path, traces, k, start) for k in (1, 2, 3)]
    searches = ((search, k) for search in (smallest.search, smallest.search_among_fewer) for k in (1, 2, 3))
    found = ((search(questions[k - 1]), k) for search, k in searches)
    return next((replace(example, k=k) for example, k in found if example is not None), None)


def gently(problems: Sequence[Problem]) -> list[Problem]:
    """With steps so short that the cost falls, and nobody stops for its rising."""
    return [replace(p, lr=p.lr / 64) for p in problems]


def ends_early(path: Path, traces: Sequence[Trace]) -> bool:
    """Whether every descent ended at one of the iterates on the way."""
    with np.errstate(all="ignore"):
        return all(any(agrees(path.end(t.problem, k), t.end) for k in range(t.k + 1)) for t in traces)


def goes_along(trace: Trace, right: Array) -> bool:
    """Whether a step goes where the right one goes, however far."""
    start = trace.problem.theta
    way, taken = right - start, trace.end - start
    share = float(way @ taken) / (float(way @ way) or 1.0)
    return share >= 0 and agrees(start + share * way, trace.end)
