"""Which mistake explains what was observed.

Each part of the code is asked at problems on which every mistake of the catalogue gives another answer. An account that
agrees with all of its answers is the explanation; where two do, which no number can tell apart, the text of the code
decides. What no account explains is wrong of unknown cause, and is said to be so.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import chain

from verification.accounts import agrees
from verification.asking import Asked, as_integers, whole
from verification.behaviour import recorded_convention, recorded_costs
from verification.diagnosis.alone import read_alone
from verification.diagnosis.case import UNKNOWN, Case, Diagnosis, Named
from verification.diagnosis.functions import (
    is_of_all_pairs,
    is_slip,
    logged_looks,
    loss_account,
    read_another_cost,
    read_cost,
    read_gradient,
    read_history,
    shown_convention,
    shows_one,
)
from verification.diagnosis.models import read_model, watched
from verification.diagnosis.settings import read_momentum, read_penalty
from verification.diagnosis.steps import read_descent, read_recorded
from verification.evidence import Text, documented
from verification.implementation import Implementation, Unanswered
from verification.mistakes import CATALOGUE, ROOMS
from verification.smallest import Example

__all__ = ["UNDEFINED", "UNKNOWN", "Diagnosis", "Named", "diagnose"]

ORDER = {name: place for place, name in enumerate(CATALOGUE)}

LOOP = {mistake.id for mistake in ROOMS["descent"]}

UNDEFINED = ("NameError", "UnboundLocalError")


def diagnose(code: Implementation, text: Text | None = None) -> Diagnosis:
    """Ask every part of the code, and name what is wrong; its text decides where its numbers leave two names."""
    return read(Case(code, text or Text()))


def read(case: Case) -> Diagnosis:
    """Every part in turn: the cost says what is right for the gradient, and both for the loop."""
    read_cost(case)
    behaviour = watched(case)
    followed = recorded_convention(behaviour.looks)
    case.own = case.own or followed
    logged = logged_looks(case, behaviour)
    lists = [replace(look, history=None) if shows_one(look) else look for look in logged]
    case.own = case.own or recorded_convention(lists) or documented(case.text) or shown_convention(case, logged)
    if case.own is None:
        recorded = chain(recorded_costs(behaviour.looks), recorded_costs(lists))
        case.own = read_history(case, filter(None, map(loss_account, recorded)))
    if case.own is None:
        read_history(case, filter(is_slip, map(loss_account, recorded_costs(logged))))
    elif followed is None:  # what else it logs may be another measure
        read_history(case, filter(is_of_all_pairs, map(loss_account, recorded_costs(behaviour.looks))))
    read_gradient(case)
    read_another_cost(case)
    read_descent(case)
    read_recorded(case)
    read_changes(case)
    read_model(case, behaviour)
    read_alone(case)
    read_integers(case)
    read_penalty(case)
    read_momentum(case)
    read_trouble(case)
    forgive(case)
    case.found.mistakes.sort(key=lambda mistake: ORDER.get(mistake.id, len(ORDER)))
    case.found.convention = case.own or case.found.convention
    case.found.trouble = case.asked.trouble
    return case.found


def read_changes(case: Case) -> None:
    """Inputs that are no longer what they were; a θ that is changed because nothing is returned is the answer."""
    in_place = any("changed in place" in call for call in case.text.bound.values())
    meant = {"θ"} if in_place or LOOP & set(case.found.ids) else set()
    changed = " and ".join(sorted(case.asked.changed - meant))
    if changed:
        case.name("mutates-input", "model", observed=changed)


def read_integers(case: Case) -> None:
    """Whole numbers must give the same answer whatever dtype they come in."""
    quiet = Asked()
    given = whole(case.problems[:1])
    for part in ("cost", "gradient"):
        if not case.found.parts.get(part):
            continue
        question = getattr(case.code, part)
        floats, ints = quiet.each(question, given), quiet.each(question, as_integers(given))
        if floats and ints and not agrees(floats[0][1], ints[0][1]):
            p, right = floats[0]
            observed = "The same whole numbers give another answer as integers than as floats."
            case.name("integer-truncation", part, observed=observed, example=Example(p, ints[0][1], right))


def forgive(case: Case) -> None:
    """A gradient that nothing explains, in code whose descent is right, is some other function of it."""
    if LOOP & set(case.found.ids):  # as many entries as steps were taken are all that can be promised
        case.found.mistakes = [m for m in case.found.mistakes if m.id != "history-not-recorded"]
    if "intercept-missing" in case.found.ids:  # what fit and predict share is one mistake
        case.found.mistakes = [m for m in case.found.mistakes if m.id != "predict-ignores-intercept"]
    if "predict-changes-model" in case.found.ids:  # what was seen through predict is of another number of steps
        case.found.mistakes = [m for m in case.found.mistakes if m.id not in ("off-by-one-iterations", UNKNOWN)]
    if "mutates-input" in case.found.ids:  # whatever else it computes, it does not compute it from our numbers
        case.found.mistakes = [m for m in case.found.mistakes if m.id != UNKNOWN]
    unknown = [m for m in case.found.mistakes if m.id == UNKNOWN and m.part != "model"]
    scaled = [m for m in unknown if case.text.rescales(m.part)]  # a fit is asked for its predictions
    if scaled:
        case.found.mistakes = [m for m in case.found.mistakes if m not in scaled]
        case.found.doubt = "It brings its data to another scale on the way, and answers in units of its own."
    wrong_paths = {part for part, path in case.paths.items() if path.ids}
    right = [part for part in ("descend", "model") if case.found.parts.get(part) and part not in wrong_paths]
    wrong = {m.part for m in case.found.mistakes if m.id != UNKNOWN}
    if right and not wrong & set(right):
        beside = {(UNKNOWN, part) for part in ("gradient", "cost", "descend")}
        # A training that adds −∇J, and reads the entries in the order in which they come, takes the right steps.
        beside |= {("swapped-components", "gradient"), ("sign-flipped", "gradient")}
        if case.own and case.text.trains_with("gradient"):  # one that divides by m itself may be given a sum
            beside |= {("missing-mean", "gradient"), ("factor-two", "gradient")}
        case.found.parts |= {m.part: False for m in case.found.mistakes if (m.id, m.part) in beside}
        case.found.mistakes = [m for m in case.found.mistakes if (m.id, m.part) not in beside]


def read_trouble(case: Case) -> None:
    """A part that raises at every question does not run."""
    for part in ("cost", "gradient", "descend", "model"):
        if getattr(case.code, part) is not None and part not in case.answered:
            raised = [trouble for trouble in case.asked.trouble if is_certain(trouble, case.text)]
            if raised and not case.found.mistakes:
                case.found.mistakes.append(Named("does-not-run", part, observed=raised[0].what, line=raised[0].line))


def is_certain(trouble: Unanswered, text: Text) -> bool:
    """Whether it is raised whatever the code is given: a name that nothing defines, in the file or in a library."""
    missing = trouble.what.startswith(("AttributeError: module ", "AttributeError: `np."))
    undefined = trouble.error in UNDEFINED and not text.may_define(trouble.what)
    return trouble.kind == "does-not-run" or (trouble.kind == "raised" and (undefined or missing))
