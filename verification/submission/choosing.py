"""Which of the ways of calling that worked answers which question; and what to say where none does."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import replace

from verification.implementation import Unanswered
from verification.submission import truth, undefined
from verification.submission.anatomy import Routine
from verification.submission.driver import Driver
from verification.submission.functions import ROLLED, Attempt, Bound, Call
from verification.submission.layout import trials
from verification.submission.reading import Reading, is_spread, leaves, vector_readings
from verification.submission.script import SCRIPT
from verification.submission.words import goal_weights, is_another, proposals


def best_of(attempts: list[Attempt]) -> dict[str, Bound]:
    """For each goal the best binding: the most natural that is right, or else the most natural."""
    everything = [bound for attempt in attempts for bound in attempt.bound]
    chosen: dict[str, Bound] = {}
    for goal in {bound.goal for bound in everything}:
        candidates = sorted((b for b in everything if b.goal == goal), key=lambda b: -b.weight)
        best = candidates[0].weight
        chosen[goal] = next((b for b in candidates if b.right and b.weight > 0.2 * best), candidates[0])
    chosen = {goal: _as_called(bound, chosen, everything) for goal, bound in chosen.items()}
    chosen = {goal: _in_one_order(bound, chosen, everything) for goal, bound in chosen.items()}
    chosen = {goal: _of_one_matrix(bound, chosen, everything) for goal, bound in chosen.items()}
    chosen = {goal: _with_a_penalty(bound, everything) for goal, bound in chosen.items()}
    return {goal: one for goal, one in _without_a_step(chosen).items() if one.right or one.weight > _least(one)}


def _without_a_step(chosen: dict[str, Bound]) -> dict[str, Bound]:
    """Without the gradient, if it is wrong and what answers for it steps by a rate."""
    stepping = [chosen[goal].call.routine for goal in ("step", "descend") if goal in chosen]
    return {g: one for g, one in chosen.items() if g != "gradient" or one.right or one.call.routine not in stepping}


def _least(bound: Bound) -> float:
    """What a reading must weigh; in a script each name that it keeps takes some weight away."""
    return 0.004 if bound.call.routine.call == SCRIPT else 0.02


def prefer_matching(driver: Driver, chosen: dict[str, Bound], attempts: list[Attempt]) -> None:
    """Of several costs that are right, a sum beside a mean, the one of which the gradient or the descent is."""
    stepping = [chosen[goal] for goal in ("gradient", "descend") if goal in chosen and chosen[goal].right]
    costs = right_costs(chosen, attempts)
    if stepping and len(costs) > 1:
        chosen["cost"] = cost_of(driver, costs, convention_of(driver, stepping[0]))


def right_costs(chosen: dict[str, Bound], attempts: list[Attempt]) -> list[Bound]:
    """The cost that was chosen, if it is right, and then those of other functions that are right as well."""
    cost = chosen.get("cost")
    if cost is None or not cost.right:
        return []
    every = (one for attempt in attempts for one in attempt.bound if one.goal == "cost" and one.right)
    return [cost, *sorted((o for o in every if o.call.routine is not cost.call.routine), key=lambda b: -b.weight)]


def cost_of(driver: Driver, costs: list[Bound], wanted: int | None) -> Bound:
    """The cost of this convention, if one of these has it; else the first."""
    return next((one for one in costs if convention_of(driver, one) == wanted), costs[0])


def convention_of(driver: Driver, bound: Bound) -> int | None:
    """Which of the conventions a binding follows."""
    tried = trials(bound.call.layout.intercept, bound.call.layout.features)
    sizes = [1 if bound.goal == "cost" else len(trial.theta) for trial in tried]
    try:
        answers = [driver.evaluate(bound.call.expression, trial.names(), bound.call.settings) for trial in tried]
        return truth.convention(bound.goal, tried, [bound.reading(*pair) for pair in zip(answers, sizes, strict=True)])
    except Unanswered:
        return None


def _as_called(bound: Bound, chosen: dict[str, Bound], everything: list[Bound]) -> Bound:
    """The same answer of the one call of the function that answers most: `f(w, b, X, y)` → (gradients, cost)."""
    same = [one for one in everything if one.call.routine is bound.call.routine and one.right]
    if not bound.right or sum(one.call.routine is bound.call.routine for one in chosen.values()) < 2:
        return bound
    answered = {one.call: {other.goal for other in same if other.call == one.call} for one in same}
    most = max(map(len, answered.values()), default=0)
    if len(answered.get(bound.call, ())) == most:
        return bound
    return next((one for one in same if one.goal == bound.goal and len(answered[one.call]) == most), bound)


def _in_one_order(bound: Bound, chosen: dict[str, Bound], everything: list[Bound]) -> Bound:
    """The same function with θ in the order in which others of the file are right; the intercept first if both are."""
    orders = {_is_rolled(one) for one in chosen.values() if one.right and one.call.layout.own}
    if not orders or not bound.call.layout.own or _is_rolled(bound) == (orders == {True}):
        return bound
    turned = [
        one
        for one in _asked_otherwise(bound, everything)
        if one.call.layout.own and _is_rolled(one) != _is_rolled(bound)
    ]
    return max(turned, key=lambda one: (one.right, one.weight), default=bound)


def _asked_otherwise(bound: Bound, everything: list[Bound]) -> list[Bound]:
    """The same function for the same goal, however it is called."""
    return [one for one in everything if one.goal == bound.goal and one.call.routine is bound.call.routine]


def _of_one_matrix(bound: Bound, chosen: dict[str, Bound], everything: list[Bound]) -> Bound:
    """The same function with X as others of the file are given it that are right: with the ones, or without."""
    told = {one.call.layout.forms.get("X") for goal, one in chosen.items() if one.right and goal in _GOALS}
    if bound.right or bound.goal not in _GOALS or len(told) != 1 or bound.call.layout.forms.get("X") in told:
        return bound
    alike = [one for one in _asked_otherwise(bound, everything) if one.call.layout.forms.get("X") in told]
    return max(alike, key=lambda one: one.weight, default=bound)


def unsummed(driver: Driver, attempts: list[Attempt], single: Callable[[Attempt], bool]) -> Routine | None:
    """A function of gradients or steps of which the intercept's part has an entry for each sample, however called.

    single: whether a function takes one sample; then that is as it should be. It must count its targets, `len(y)`.
    """
    for attempt in attempts:
        promises = goal_weights(attempt.routine.name).keys() & {"gradient", "descend", "step"}
        ran = [call for call, trouble in attempt.failed if trouble.kind in ("shape", "object")]
        ran += [bound.call for bound in attempt.bound]
        several = any(
            "array" in one.uses and proposals(one.name).get("y", 0) > 0.6 for one in attempt.routine.parameters
        )
        if not promises or not ran or not several or answers_whole(attempt) or single(attempt):
            continue
        if all(_is_spread(driver, call) for call in ran[:_LOOKED_AT]):
            return attempt.routine
    return None


def answers_whole(attempt: Attempt) -> bool:
    """Whether it answers a question by itself, and not only for one entry or for the weights."""
    return any(bound.goal not in ("partial", "slopes") for bound in attempt.bound)


def _is_spread(driver: Driver, call: Call) -> bool:
    tried = trials(call.layout.intercept, call.layout.features)
    try:
        answers = [(trial, driver.evaluate(call.expression, trial.names(), call.settings)) for trial in tried]
    except Unanswered:
        return False
    hints = call.routine.returned
    return all(any(is_spread(one, len(t.y)) for one in leaves(answer.value, hints)) for t, answer in answers)


def descends(attempt: Attempt) -> bool:
    """Whether a function is a right descent, or a right step of one."""
    return any(bound.right and bound.goal in ("descend", "step") for bound in attempt.bound)


def is_beside(attempt: Attempt, chosen: dict[str, Bound]) -> bool:
    """Whether it answers for a goal that another function answers rightly, and none of its answers is right."""
    one = attempt.routine
    if any(bound.right for bound in attempt.bound) or "." in one.call or one.call == SCRIPT or is_another(one.name):
        return False
    right = {goal for goal, bound in chosen.items() if bound.right and bound.call.routine is not attempt.routine}
    return any(bound.goal in right & {"gradient", "descend"} and bound.weight > _NATURAL for bound in attempt.bound)


def _is_rolled(bound: Bound) -> bool:
    """Whether θ is passed with the intercept last."""
    return bound.call.layout.forms.get("theta") == ROLLED


def _with_a_penalty(bound: Bound, everything: list[Bound]) -> Bound:
    """Of two functions that are right the one with a λ: there is more to ask of it."""
    if not bound.right or bound.goal == "predict" or "penalty" in bound.call.roles:
        return bound
    others = [one for one in everything if one.goal == bound.goal and one.right and "penalty" in one.call.roles]
    told = [one for one in others if _said_penalty(one)]
    return max(told, key=lambda one: one.weight, default=bound)


def _said_penalty(bound: Bound) -> bool:
    """Whether the parameter that is given λ is named for it."""
    given = [parameter.name for parameter, role in bound.call.assignment.parameters if role == "penalty"]
    return any(proposals(name).get("penalty", 0) > 0.4 for name in given)


def _contradicts(one: Bound, chosen: dict[str, Bound]) -> bool:
    """Whether it reads a parameter otherwise than a function of the file that is right and calls it the same."""
    settled = {p.name: role for bound in chosen.values() if bound.right for p, role in bound.call.assignment.parameters}
    return any(settled.get(p.name, role) != role for p, role in one.call.assignment.parameters)


def _rivals(best: Bound, other: Bound) -> bool:
    """Whether the same function is given other things for its arguments, and that as naturally."""
    same = best.call.routine is other.call.routine
    mine = {parameter.name: role for parameter, role in best.call.assignment.parameters}
    theirs = {parameter.name: role for parameter, role in other.call.assignment.parameters}
    natural = other.call.assignment.weight > 0.9 * best.call.assignment.weight
    return same and mine != theirs and natural and other.weight > 0.9 * best.weight


def _disagree(driver: Driver, a: Bound, b: Bound) -> bool:
    trial = trials(a.call.layout.intercept, a.call.layout.features)[0]
    if len(trials(b.call.layout.intercept, b.call.layout.features)[0].theta) != len(trial.theta):
        return True
    names = trial.names()
    size = 1 if a.goal == "cost" else len(trial.theta)
    try:
        first, second = (
            bound.reading(driver.evaluate(bound.call.expression, dict(names), bound.call.settings), size)
            for bound in (a, b)
        )
    except Unanswered:
        return False
    return not truth.alike(first, second)


# What no other way of calling would have spared the function.
_CERTAIN = frozenset(["NameError", "UnboundLocalError", "ModuleNotFoundError", "ImportError", "AttributeError"])


_UNUSABLE = frozenset(
    ["non-finite", "complex", "object", "timeout", "crash", "exit", "flood", "memory", "forged-output"]
)


def add_square(driver: Driver, chosen: dict[str, Bound], attempts: list[Attempt]) -> None:
    """What raises unless there are as many samples as parameters stands for its goal: X was put for Xᵀ."""
    for attempt in attempts:
        # What returned a number for every sample is a function of one sample that was given all of them.
        returned = any(trouble.kind == "shape" for _, trouble in attempt.failed)
        for call, _ in [] if attempt.bound or returned else attempt.failed[:8]:
            goal = "descend" if call.roles >= {"lr", "k"} else "gradient"
            named, placed = goal_weights(attempt.routine.name).get(goal), call.roles & {"theta", "w", "b"}
            if goal in chosen or not named or not placed or ("lr" in call.roles) != (goal == "descend"):
                continue
            reading = _square_reading(driver, call, goal)
            if reading is not None:
                chosen[goal] = Bound(goal, call, reading, 0.1, False)


def _square_reading(driver: Driver, call: Call, goal: str) -> Reading | None:
    """Where θ or ∇J stands in what the call returns for as many samples as parameters."""
    trial = trials(call.layout.intercept, call.layout.features)[0]
    n = len(trial.theta)
    square = replace(trial, X=trial.X[:n], y=trial.y[:n])
    try:
        answer = driver.evaluate(call.expression, square.names(), call.settings)
    except Unanswered:
        return None
    return next(iter(vector_readings(answer, n, call.routine.returned, goal == "descend")), None)


def add_broken(chosen: dict[str, Bound], attempts: list[Attempt]) -> None:
    """A function that is named for a goal, and that raises however it is called, stands for the goal all the same."""
    for attempt in attempts:
        procedure = "." in attempt.routine.call and not attempt.routine.returned  # a method that changes its object
        if attempt.bound or not attempt.failed or procedure:
            continue
        call, trouble = attempt.failed[0]
        names = goal_weights(call.routine.name)
        for goal in ("cost", "gradient", "descend"):
            told = {
                "cost": not call.roles & {"lr", "k"},
                "gradient": "k" not in call.roles,
                "descend": "k" in call.roles,
            }
            meant = names.get(goal) or (
                goal == "descend" and call.roles >= {"X", "y", "lr", "k"} and call.roles & {"theta", "w"}
            )
            stepped = goal == "descend" and "step" in chosen and trouble.kind == "object"  # the step can be asked again
            broken = goal not in chosen and not stepped and meant and not names.get("metric") and told[goal]
            certain = (trouble.error in _CERTAIN and trouble.kind != "cut") or trouble.kind in _UNUSABLE
            if broken and certain and "object has no attribute" not in trouble.what:
                chosen[goal] = Bound(goal, call, Reading(), 0.1, False)
                break


def _takes_one_sample(driver: Driver, attempt: Attempt) -> bool:
    """Whether a function answers for one sample, a row of X and a number y."""
    for call, _ in attempt.failed:
        forms = call.layout.forms
        if forms.get("X") in ("X", "X[:, 1]") and forms.get("y") == "y":
            trial = trials(call.layout.intercept, call.layout.features)[0]
            text = call.expression.replace("X[:, 1]", "X[1]")
            with contextlib.suppress(Unanswered):
                driver.evaluate(text, {**trial.names(), "X": trial.X[0], "y": trial.y[:1].reshape(())}, call.settings)
                return True
    return False


def broken_beside(driver: Driver, chosen: dict[str, Bound], attempts: list[Attempt]) -> Unanswered | None:
    """That a function of steps puts an array where a number goes, given the very arrays with which another is right.

    What it does with other arrays, and wrongly, counts no longer: it is not called with them.
    """
    right = [_arrays(bound.call) for bound in chosen.values() if bound.right and "y" in bound.call.roles]
    for attempt in attempts:
        promises = goal_weights(attempt.routine.name).keys() & {"gradient", "descend", "step"}
        for call, trouble in attempt.failed if promises and not any(b.right for b in attempt.bound) else ():
            known = _arrays(call) in right and not call.assignment.guessed
            if known and undefined.is_no_number(trouble) and not _takes_one_sample(driver, attempt):
                for goal in [goal for goal, bound in chosen.items() if bound.call.routine is attempt.routine]:
                    del chosen[goal]
                return undefined.does_not_run(trouble)
    return None


def never_a_number(driver: Driver, attempts: list[Attempt]) -> Unanswered | None:
    """That a function of steps puts an array where a number goes, whatever the shapes of X, y and θ."""
    for attempt in attempts:
        ways = [(call.layout.forms, call.assignment.guessed, trouble) for call, trouble in attempt.failed]
        promises = goal_weights(attempt.routine.name).keys() & {"gradient", "descend"}
        broken = promises and not attempt.bound and undefined.never_a_number(ways)
        if broken and not _takes_one_sample(driver, attempt):
            return undefined.does_not_run(attempt.failed[0][1])
    return None


def settled(chosen: dict[str, Bound]) -> list[tuple[str, str]]:
    """How X and y are passed to what is right."""
    forms = [bound.call.layout.forms for bound in chosen.values() if bound.right]
    return [(form.get("X", ""), form.get("y", "")) for form in forms]


def _arrays(call: Call) -> tuple[str | None, ...]:
    return tuple(call.layout.forms.get(role) for role in ("X", "y", "theta", "w", "b"))


_LOOKED_AT = 6
_NATURAL = 0.3  # what an answer weighs that is taken for one
_GOALS = frozenset(["cost", "gradient", "descend", "step"])


def why_nothing(attempts: list[Attempt]) -> Unanswered:
    """The most telling reason why nothing could be called."""
    meant = [attempt for attempt in attempts if goal_weights(attempt.routine.name).keys() & _GOALS]
    failed = [(call.weight, trouble) for attempt in meant for call, trouble in attempt.failed]
    if not failed:
        return Unanswered("nothing-found", "no function or class was recognised as linear regression")
    return max(failed, key=lambda pair: pair[0])[1]


def rival(driver: Driver, best: Bound, attempts: list[Attempt], chosen: dict[str, Bound]) -> Bound | None:
    """Another way of passing the arguments that is equally natural and disagrees, where none is right."""
    everything = [bound for attempt in attempts for bound in attempt.bound]
    credible = [one for one in everything if one.goal == best.goal and not _contradicts(one, chosen)]
    return next((one for one in credible if _rivals(best, one) and _disagree(driver, best, one)), None)
