"""A gradient of which every entry has a function of its own: the two are told apart and put together."""

from __future__ import annotations

import ast
from collections.abc import Callable

import numpy as np

from verification.implementation import Unanswered
from verification.problem import Array
from verification.submission import truth
from verification.submission.driver import Driver
from verification.submission.functions import Attempt, Bound
from verification.submission.layout import trials
from verification.submission.questions import names
from verification.submission.reading import parameter
from verification.submission.words import goal_weights

Question = Callable[[Array, Array, Array], Array]


def paired(driver: Driver, attempts: list[Attempt]) -> tuple[Question, Bound, Bound] | None:
    """∇J from one function for the intercept and one for the weight, or for all weights; with the binding of each.

    By their names, or else by what is right.
    """
    partials = [bound for attempt in attempts for bound in attempt.bound if bound.goal in ("partial", "slopes")]
    pairs = [
        (b.weight * w.weight * _pair_names(b, w), b, w)
        for b in partials
        for w in partials
        if b.goal == "partial" and (w.goal == "partial") == (b.call.layout.features == 1)
        if b.call.routine is not w.call.routine and b.call.layout == w.call.layout
    ]
    pairs = sorted((pair for pair in pairs if pair[0] > 0.05), key=lambda pair: -pair[0])[:12]
    found = [(_together(driver, b, w), b, w) for _, b, w in pairs]
    return next((one for one in found if _is_right(one[0], one[1])), found[0] if found else None)


def _pair_names(b: Bound, w: Bound) -> float:
    """How well two names go with the partial by the intercept and the one by the weight."""
    names = [(_meant(bound), goal_weights(bound.call.routine.name)) for bound in (b, w)]
    if [meant for meant, _ in names] == ["b", "w"]:
        return 1.0
    named = all(goals.get("gradient") for _, goals in names)
    return 0.4 if named and names[0][0] != "w" and names[1][0] != "b" else 0.0


def _meant(bound: Bound) -> str:
    """The entry of which its name speaks: what is passed for the argument of that name, or else what names mean."""
    routine = bound.call.routine
    passed = dict(zip((one.name for one in routine.parameters), _arguments(bound.call.expression), strict=False))
    entry = ENTRIES.get(passed.get(routine.name.rpartition("_")[2], ""))
    return entry or parameter(routine.name)


ENTRIES = {"theta[0]": "b", "theta[1]": "w"}


def _arguments(expression: str) -> list[str]:
    """What a call passes, as it is written."""
    call = ast.parse(expression, mode="eval").body
    return [ast.unparse(value) for value in call.args] if isinstance(call, ast.Call) else []


def _together(driver: Driver, b: Bound, w: Bound) -> Question:
    def gradient(theta: Array, X: Array, y: Array) -> Array:
        answers = [
            (bound, driver.evaluate(bound.call.expression, names(theta, X, y), bound.call.settings)) for bound in (b, w)
        ]
        entries = [bound.reading(answer, 1 if bound is b else len(theta) - 1) for bound, answer in answers]
        return np.concatenate(entries)

    return gradient


def _is_right(gradient: Question, bound: Bound) -> bool:
    tried = trials(bound.call.layout.intercept, bound.call.layout.features)
    try:
        return truth.right_gradient(tried, [gradient(trial.theta, trial.X, trial.y) for trial in tried])
    except Unanswered:
        return False
