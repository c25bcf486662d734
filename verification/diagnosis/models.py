"""What an estimator does: where its fits end, and what it answers when it is asked again."""

from __future__ import annotations

import re
from itertools import chain

from verification.accounts import agrees, first_group
from verification.behaviour import (
    FORGOTTEN,
    Behaviour,
    Track,
    goes_astray,
    looks_at,
    model_accounts,
    observe,
    observe_square,
    tracks,
)
from verification.diagnosis.case import UNKNOWN, Case
from verification.diagnosis.steps import (
    believable,
    changes_its_rates,
    draws,
    draws_from_two,
    gently,
    goes_its_own_length,
    name_path,
    note_gentle,
)
from verification.evidence import decide
from verification.oracles import closed_form
from verification.paths import Path, follows, single_steps

OF_A_FIT = {"refit-keeps-state", "history-not-recorded"}
"""Mistakes of what trains."""
IGNORED = {"lr": "learning-rate-ignored", "n_iterations": "iterations-ignored"}


def watched(case: Case) -> Behaviour:
    """What the estimator shows, if there is one."""
    if case.code.model is None:
        return Behaviour()
    behaviour = observe(case.code, case.asked, case.problems)
    fitted = any(look.k for look in behaviour.looks)
    raised = all(trouble.kind == "raised" for trouble in case.asked.trouble)
    if fitted or not raised:
        return behaviour
    return observe_square(case.code, case.asked, case.square)


def read_model(case: Case, behaviour: Behaviour) -> None:
    """What the estimator does."""
    case.answered |= {"model"} if behaviour.looks else set()
    read_shown(case, behaviour)
    read_unheeded(case)
    if not behaviour.looks or not case.text.takes("model", "n_iterations"):
        read_solution(case, behaviour)
        return
    fitting = walked(case, behaviour)
    if not fitting and not behaviour.square and case.text.may_stop("model"):
        looks = looks_at(case.code, case.asked, gently(case.problems[:3]))
        ordinary = [track.traces for track in chain(*tracks(behaviour.looks)) if not track.later]
        if fitting := walked(case, Behaviour(looks)) if looks else []:
            note_gentle(case, [path for _, path in fitting], ordinary)
    if not fitting and (behaviour.square or not behaviour.moves()):
        return
    if not fitting and fits_otherwise(case, behaviour):
        return
    case.found.parts["model"] = bool(fitting)
    if fitting:
        track, path = fitting[decide(case.text, "model", [path.ids for _, path in fitting])]
        name_path(case, "model", path, track.traces)
        read_scaling(case, track)
    elif (
        not case.found.mistakes and not case.found.doubt and astray(case, behaviour) and case.text.takes("model", "lr")
    ):
        case.name(UNKNOWN, "model")  # with a rate of its own it may go its own way: samples one by one, a falling rate


def fits_otherwise(case: Case, behaviour: Behaviour) -> bool:
    """The same of a fit, in the coordinates that explain it."""
    walked = [(track, single_steps(track.traces)) for track in chain(*tracks(behaviour.looks))]
    for track, steps in walked:
        if draws(case, "model", [steps]) or (not track.forgotten and goes_its_own_length(case, "model", [steps])):
            read_scaling(case, track)
            return True
    faithful = [steps for track, steps in walked if not track.forgotten]
    return draws_from_two(case, "model") or changes_its_rates(case, faithful)


def astray(case: Case, behaviour: Behaviour) -> bool:
    """Whether its first step is wrong in any coordinates, and its text speaks of plain descent."""
    return goes_astray(behaviour.looks, case.own, case.known) and not case.text.goes_its_own_way("model")


def read_shown(case: Case, behaviour: Behaviour) -> None:
    """What showed in its answers."""
    for name, observed in behaviour.shown.items():
        if name == "refit-keeps-state" and case.text.is_given("theta"):
            continue  # where the caller gives the start, going on from it is what was asked for
        if name in OF_A_FIT and not behaviour.moves():
            continue  # what no step changes may be no fit at all
        case.name(name, "model", observed=observed)


def read_unheeded(case: Case) -> None:
    """A setting that the constructor is given and never reads: it had to be put in its place from outside."""
    for name, setting in re.findall(r"model\.(\w+) = (lr|n_iterations)\b", case.text.bound.get("model", "")):
        if line := case.text.constructor_that_ignores(name):
            observed = f"Your constructor takes {name} and never reads it."
            case.name(IGNORED[setting], "model", observed=observed, line=line)


def walked(case: Case, behaviour: Behaviour) -> list[tuple[Track, Path]]:
    """The accounts of its iterates, each in the coordinates in which it explains them."""
    accounts = model_accounts(behaviour.looks, case.own, case.known)
    fitting = first_group(
        accounts, lambda pair: follows(pair[1], pair[0].traces) and believable(case, "model", pair[1])
    )
    if behaviour.square:  # what raises everywhere else may have been called wrongly, unless this is why
        fitting = [(track, path) for track, path in fitting if path.ids == ("transposed-product",)]
    return fitting


def read_scaling(case: Case, track: Track) -> None:
    """The coordinates in which it fits, and whether predict knows of them.

    Where it has no predict, its θ may well be that of its own scaled features; where it scaled X, ours was not.
    """
    if track.forgotten and case.text.predicts and "mutates-input" not in case.found.ids:
        observed = f"Your fit scales X, and {FORGOTTEN[track.forgotten]}."
        case.name("predict-rescales-wrongly", "model", observed=observed)
    elif track.scaling:
        case.found.remarks.append(f"Its fit works on features that are {track.scaling}.")


def read_solution(case: Case, behaviour: Behaviour) -> None:
    """A fit that takes no steps: at the minimum of J it is right."""
    if not behaviour.looks or case.text.repeats("model"):
        return
    best = [(look, closed_form.minimiser(look.problem.X, look.problem.y)) for look in behaviour.looks]
    if all(agrees(look.problem.X @ look.theta, look.problem.X @ minimum) for look, minimum in best):
        case.found.parts["model"] = case.found.steps_otherwise = True
        case.found.remarks.append("It takes no steps, and ends at the minimum.")
