"""From a file's functions to the questions: which function answers which, and how it must be called.

For every function the natural assignments of roles are tried in every layout that fits them, on two small problems of
different sizes. What raises or returns the wrong number of numbers is out. Among what is left the most natural reading
wins; among equally natural ones the one that is right, if any is.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import permutations
from typing import Any

from verification.implementation import Unanswered
from verification.problem import Array
from verification.submission import truth
from verification.submission.anatomy import Routine
from verification.submission.contents import Contents
from verification.submission.driver import Answer, Driver
from verification.submission.handed import handed_in
from verification.submission.layout import Layout, Trial, layouts, of_so_many, trials
from verification.submission.reading import Reading, leaves, parameter, scalar_readings, vector_readings
from verification.submission.roles import Assignment, arguments, assignments, framed
from verification.submission.script import SCRIPT
from verification.submission.settings import AFTER
from verification.submission.syntax import read_names
from verification.submission.words import goal_weights, split

MOST = 300  # calls tried for one function
FEW = 24  # of a script beside functions that are right: it takes its steps with them
_GUESSES = 48  # of these, those in which nothing says what some argument is for
_TOLD = 2.0  # a multiple of ∇J, −1 or 1/d, tells in which order its entries are
ROLLED = "np.roll(theta, -1)"
GIVEN_UP = frozenset(["timeout", "crash", "exit", "flood", "memory", "forged-output"])


@dataclass(frozen=True)
class Call:
    """A routine with everything that is passed to it, as an expression to be evaluated."""

    routine: Routine
    assignment: Assignment
    layout: Layout
    expression: str
    settings: dict[str, str] = field(hash=False)
    weight: float = 1.0

    @property
    def roles(self) -> frozenset[str]:
        """The roles that this call fills."""
        return self.assignment.roles


@dataclass(frozen=True)
class Bound:
    """A call and the reading of what it returns: the answer to one kind of question."""

    goal: str
    call: Call
    reading: Reading
    weight: float
    right: bool

    @property
    def text(self) -> str:
        """For the report: the expression, what is set beforehand, and where the answer stands."""
        settings = "".join(f", {name} = {value}" for name, value in self.call.settings.items())
        shown = f" → {self.reading.label}" if self.reading.label else ""
        return f"{self.call.expression}{settings}{shown}"


@dataclass
class Attempt:
    """How the calls of one routine went."""

    routine: Routine
    bound: list[Bound] = field(default_factory=list)
    failed: list[tuple[Call, Unanswered]] = field(default_factory=list)


def derived(settings: dict[str, str], read: dict[str, bool], computed: dict[str, str]) -> dict[str, str]:
    """What is set beforehand, and then the globals that are missing and that the script computes of these alone."""
    known = dict(settings)
    for name, text in computed.items():
        if name in known or not read.get(name):
            continue
        names = read_names(ast.parse(text))
        if names & known.keys() and names <= {*known, "np", "numpy", "len"}:
            known[name] = f"(lambda: {text})()"  # by a lambda its names are those of the submission
    return known


def setting(name: str, form: str) -> str:
    """A loop that was written from 1 takes one step fewer than it counts to; one after a first step has one less to."""
    return f"{form} + 1" if "_from_1" in name else f"{form} - 1" if name.endswith(AFTER) else form


class Binder:
    """Tries the routines of one submission."""

    def __init__(self, driver: Driver, contents: Contents) -> None:
        self.driver, self.routines, self.globals = driver, contents.routines, contents.globals
        self.computed = contents.derived

    def attempt(self, routine: Routine, most: int = MOST) -> Attempt:
        """Try the natural calls of a routine until one is right, and so many at most."""
        attempt = Attempt(routine)
        for number, call in enumerate(self.calls(routine)):
            if number >= min(_GUESSES if call.assignment.guessed else most, most) or _is_settled(attempt, call):
                break
            if any(bound.call.expression == call.expression for bound in attempt.bound):
                continue  # it takes several features, and need not be tried with one
            try:
                found, complaint = self.readings(call)
                attempt.bound += found
                if complaint and not found:
                    attempt.failed.append((call, complaint))
            except Unanswered as trouble:
                attempt.failed.append((call, trouble))
                if trouble.kind in GIVEN_UP:
                    break
        return attempt

    def calls(self, routine: Routine) -> list[Call]:
        """The natural calls of a routine, the most natural first."""
        read = self.read_globals(routine)
        found = [
            call
            for assignment in assignments(routine, read)
            for layout in (*_layouts(assignment), *_at_rate_one(routine, assignment))
            if (call := self._call(routine, assignment, layout, read)) is not None
        ]
        if routine.call == SCRIPT:
            found = _scripted(found)
        unique = {(call.expression, call.layout.features, *call.settings.items()): call for call in reversed(found)}
        return sorted(unique.values(), key=lambda call: -call.weight)

    def _call(self, routine: Routine, assignment: Assignment, layout: Layout, read: dict[str, bool]) -> Call | None:
        layout = framed(layout, assignment)
        forms = {role: layout.form(role) or self._function(role, routine, assignment) for role in assignment.filled}
        if not all(forms.values()):
            return None
        expression = f"{routine.call}({arguments(assignment, forms)})"
        if "component" in assignment.roles:
            expression = f"np.array([{expression} for j in range(X.shape[1])])"
        settings = {name: setting(name, forms[role] or "") for name, role in assignment.settings}
        settings = derived(settings, read, self.computed)
        weight = assignment.weight * layout.weight * _single(assignment, layout) * _across(assignment, layout)
        return Call(routine, assignment, layout, expression, settings, weight)

    def _function(self, role: str, routine: Routine, assignment: Assignment) -> str:
        """The file's own cost or gradient, for a parameter that wants a function; where it has none, one of ours.

        Of several it is the one that the file passes.
        """
        passed = (name for parameter, wanted in assignment.parameters if wanted == role for name in parameter.given)
        if told := next((name for name in passed if name in self.routines and name != routine.call), ""):
            return told
        goal = role.removesuffix("_function")
        weights = {name: goal_weights(name) for name in self.routines if name != routine.call}
        named = [(said.get(goal, 0) - said.get("descend", 0), name) for name, said in weights.items()]
        best = max(named, default=(0, ""))
        return best[1] if best[0] > 0 else handed_in(role, routine, assignment)

    def read_globals(self, routine: Routine) -> dict[str, bool]:
        """The globals that the routine and the routines it calls read, and that may stand for a role."""
        seen, reading = {routine.call}, [routine]
        for one in reading:
            for name in one.calls & self.routines.keys() - seen:
                seen.add(name)
                reading.append(self.routines[name])
        read = {name for one in reading for name in one.free}
        return {name: needed for name, needed in self.globals.items() if name in read}

    def answers(self, call: Call, tried: list[Trial], **changes: Any) -> list[Answer]:
        """What the call returns on each trial."""
        return [self.driver.evaluate(call.expression, trial.names(**changes), call.settings) for trial in tried]

    def readings(self, call: Call) -> tuple[list[Bound], Unanswered | None]:
        """What the call can stand for; and where it stands for nothing, what is wrong with what it returns."""
        tried = trials(call.layout.intercept, call.layout.features)
        answers = self.answers(call, tried)
        goals = _goals(call)
        found = [bound for goal in goals for bound in self._read(goal, call, tried, answers)]
        named = [goal for goal in goals if goal_weights(call.routine.name).get(goal)]
        return found, _complaint(answers[0], _size(named[0], tried[0])) if named and not found else None

    def _read(self, goal: str, call: Call, tried: list[Trial], answers: list[Answer]) -> Iterator[Bound]:
        if call.layout.forms.get("lr") == AT_ONE and not self._vanishes(call, tried):
            return
        weight = call.weight * _named(call.routine, goal)
        still = self._still(call, tried) if goal in ("descend", "step") else []
        possible = _possible(goal, call, tried, answers)
        read = [(one, values) for one in possible if (values := _values(one, goal, tried, answers)) is not None]
        credible = [(one, values) for one, values in read if _credible(goal, one, tried, values, still)]
        for reading, values in credible or read:
            right = _RIGHT[goal](tried, values)
            if goal == "gradient" and _are_starts(tried, values):
                continue  # a step at no rate: what was taken for λ is α
            curved = goal != "cost" or self._curved(call, reading, tried[0]) or _sums(call, tried, values)
            meant = curved and _fitting_name(call, goal)
            if right or meant or (goal == "step" and _stays(reading, tried, still)):
                doubt = 1.0 if credible else 0.5
                told = _TOLD if goal == "gradient" and not right and truth.along_gradient(tried, values) else 1.0
                yield Bound(goal, call, reading, weight * reading.weight * doubt * told, right)

    def given(self, goal: str, call: Call) -> Bound:
        """What the user says answers a question, with the most natural reading of what it returns.

        Raises `Unanswered` where the expression has no answer.
        """
        tried = trials(call.layout.intercept, call.layout.features)
        answers = self.answers(call, tried)
        read = [
            Bound(goal, call, one, one.weight, _RIGHT[goal](tried, values))
            for one in _possible(goal, call, tried, answers)
            if (values := _values(one, goal, tried, answers)) is not None
        ]
        plain = Bound(goal, call, Reading(), 0.0, False)
        return max(read, key=lambda bound: (bound.right, bound.weight), default=plain)

    def _curved(self, call: Call, reading: Reading, trial: Trial) -> bool:
        """A cost bends as θ moves along a line; a partial derivative does not."""
        moved = [replace(trial, theta=trial.theta + step) for step in range(4)]
        try:
            a, b, c, d = (reading(answer, 1)[0] for answer in self.answers(call, moved))
        except Unanswered:
            return False
        scale = 2.0**-24 * max(map(abs, (a, b, c, d)))
        return bool(abs(a - 2 * b + c) > scale or abs(b - 2 * c + d) > scale)

    def _vanishes(self, call: Call, tried: list[Trial]) -> bool:
        """Whether a rate of 0 makes 0 of all that is returned: a step would stay where it began."""
        layout = replace(call.layout, forms={**call.layout.forms, "lr": "0.0"})
        without = self._call(call.routine, call.assignment, layout, self.read_globals(call.routine))
        try:
            answers = self.answers(without, tried) if without else []
        except Unanswered:
            return False
        return bool(answers) and not any(leaf.array.any() for one in answers for leaf in leaves(one.value, ()))

    def _still(self, call: Call, tried: list[Trial]) -> list[Answer]:
        """What comes of a learning rate of 0, if anything does."""
        try:
            return self.answers(call, tried, lr=0.0)
        except Unanswered:
            return []


def _is_settled(attempt: Attempt, call: Call) -> bool:
    """Whether what was found is right; for what returns a cost and a gradient by their names, both."""
    right = [bound for bound in attempt.bound if bound.right and bound.weight > 0.9 * call.weight]
    hints = [hint for returned in attempt.routine.returned if len(returned) > 1 for hint in returned]
    both = any(re.search("grad", hint, re.IGNORECASE) for hint in hints) and {b.goal for b in right} == {"cost"}
    return bool(right) and not both


def _credible(goal: str, reading: Reading, tried: list[Trial], values: list[Array], still: list[Answer]) -> bool:
    """What is returned for a learning rate of 0 must be the start itself: that tells w from b, θ from a history."""
    stood = _values(reading, goal, tried, still) if still else None
    if stood is None:
        return True
    return _are_starts(tried, stood) or all(_same(value, other) for value, other in zip(values, stood, strict=True))


def _sums(call: Call, tried: list[Trial], values: list[Array]) -> bool:
    """Whether what is plainly called a cost is a sum of residuals: cost_theta0, j0 and error may well be one."""
    return bool(_PLAIN_COST.fullmatch(call.routine.name)) and truth.sums_residuals(tried, values)


_PLAIN_COST = re.compile(
    r"((compute|calc|calculate|get)_?)?(total_?)?(cost|loss|J)(_?(function|fn|func))?", re.IGNORECASE
)


def _stays(reading: Reading, tried: list[Trial], still: list[Answer]) -> bool:
    """Whether it is seen to return its θ where the learning rate is 0."""
    stood = _values(reading, "step", tried, still) if still else None
    return stood is not None and _are_starts(tried, stood)


def _are_starts(tried: list[Trial], values: list[Array]) -> bool:
    return all(_same(value, trial.theta) for value, trial in zip(values, tried, strict=True))


def _complaint(answer: Answer, size: int) -> Unanswered | None:
    try:
        Reading()(answer, size)
    except Unanswered as complaint:
        return complaint
    return None


def _same(a: Array, b: Array) -> bool:
    return truth.alike(a, b)


def _scripted(calls: list[Call]) -> list[Call]:
    """A script is given all its data, and its number of steps if it has one: it was made to run for long."""
    fitting = [call for call in calls if {"X", "y"} <= call.roles or "points" in call.roles]
    counted = [call for call in fitting if "k" in call.roles]
    return counted or fitting


def _layouts(assignment: Assignment) -> list[Layout]:
    """The layouts for an assignment; of so many features, if they are numbered."""
    roles = _laid_out(assignment.roles)
    if assignment.features:
        return of_so_many(roles, assignment.features)
    found = [*layouts(roles), *_in_parts(assignment), *_in_frames(assignment)]
    in_rows = any(role == "X" and "points" in parameter.uses for parameter, role in assignment.parameters)
    found = [one for one in found if in_rows or not (one.forms.get("X") == "X" and one.forms.get("w") == "theta[1]")]
    uses = frozenset(use for one, role in assignment.parameters if role == "theta" for use in one.uses)
    if "second" in uses:  # then there is one, whatever X is
        found = [replace(one, intercept=True) if one.forms.get("X") == "X" else one for one in found]
    d = next((_MORE[use] for use in uses & _MORE.keys()), None)
    return [replace(one, features=d) for one in found if one.features is None] if d else found


def _at_rate_one(routine: Routine, assignment: Assignment) -> list[Layout]:
    """The layouts in which a gradient that is asked for a learning rate as well is given 1: it may be α∇J."""
    roles, weights = assignment.roles, goal_weights(routine.name)
    asked = "lr" in roles and "k" not in roles and weights.get("gradient", 0) > weights.get("descend", 0)
    found = _layouts(assignment) if asked and roles & {"theta", "w", "b"} else []
    return [replace(one, forms={**one.forms, "lr": AT_ONE}, weight=0.6 * one.weight) for one in found]


AT_ONE = "1.0"
_MORE = {"three": 2, "four": 3}  # features, where θ is asked for just so many entries


def _in_parts(assignment: Assignment) -> Iterator[Layout]:
    """The layouts in which θ is passed as what the code takes it for: (w, b), {"w": …, "b": …}, the intercept last."""
    holds = next((parameter.holds for parameter, role in assignment.parameters if role == "theta"), ())
    keys = [key for key, _ in holds]
    for layout in layouts(_laid_out(assignment.roles)):
        if layout.own and layout.forms.get("theta") == "theta" and (not keys or keys == [-1, -1]):
            yield replace(layout, forms={**layout.forms, "theta": ROLLED}, weight=1.1 if keys else layout.weight * 0.8)
    if keys == [-1, -1]:
        return
    for layout in layouts(_laid_out(assignment.roles - {"theta"} | {"w", "b"})) if holds else ():
        parts = [layout.forms[role] for _, role in holds]
        keyed = ", ".join(f"{key!r}: {part}" for key, part in zip(keys, parts, strict=True))
        paired = f"np.array([{', '.join(parts)}])" if layout.features == 1 else f"({', '.join(parts)})"
        text = f"{{{keyed}}}" if any(isinstance(key, str) for key in keys) else paired
        yield replace(layout, forms={**layout.forms, "theta": text}, weight=1.1 * layout.weight)


def _in_frames(assignment: Assignment) -> Iterator[Layout]:
    """The layouts in which what is asked for its `.values` or its rows by `.iloc` is a data frame or a series."""
    tables = {role for parameter, role in assignment.parameters if "frame" in parameter.uses} & {"X", "y"}
    for layout in layouts(_laid_out(assignment.roles)) if tables else ():
        plain = {role: form for role, form in layout.forms.items() if role in tables and form in _PLAIN}
        if plain.keys() == tables:
            forms = {role: f"pd.{_PLAIN[form]}({form})" for role, form in plain.items()}
            yield replace(layout, forms={**layout.forms, **forms}, weight=0.5 * layout.weight)


_PLAIN = {"X": "DataFrame", "X[:, 1:]": "DataFrame", "X[:, 1]": "Series", "y": "Series"}


def _single(assignment: Assignment, layout: Layout) -> float:
    """θ₁, m, slope: names that speak of a single weight go with a single feature; so does what begins as one number.

    So do θ[0] and θ[1], where no other entry is asked for.
    """
    if any(role == "theta" and "pair" in parameter.uses for parameter, role in assignment.parameters):
        return 2.5 if layout.features == 1 and layout.intercept else 1.0
    weights = [parameter for parameter, role in assignment.parameters if role == "w"]
    named = {parameter.name for parameter in weights}
    single = any(set(split(name)) & {"m", "slope", "a", "k"} or name[-1:].isdigit() for name in named)
    placed = [parameter for parameter, role in assignment.parameters if role in ("theta", "w")]
    number = any({"number", "times"} & parameter.uses for parameter in placed)
    alone = number and "b" not in assignment.roles and not layout.intercept
    return 2.5 if layout.features == 1 and (alone or ((single or number) and "b" in assignment.roles)) else 1.0


def _across(assignment: Assignment, layout: Layout) -> float:
    """Y.shape[1] is the number of samples where they are columns."""
    across = any(role == "y" and "across" in parameter.uses for parameter, role in assignment.parameters)
    return 1.0 if not across else 4.0 if "[None, :]" in layout.forms.get("y", "") else 0.5


def _laid_out(roles: frozenset[str]) -> frozenset[str]:
    return roles - {"cost_function", "gradient_function", "predict_function"}


def _goals(call: Call) -> list[str]:
    """What a call can be for, by the roles that it fills."""
    roles = call.roles
    placed = roles & {"theta", "w", "b", "predicted", "residual"}
    data = roles & {"y", "points", "frame", "data"}
    if not placed or (call.routine.call == SCRIPT and not roles & {"lr", "k"}):
        return []
    if not data and "residual" not in roles:
        return ["predict"]
    if "k" in roles and roles & {"theta", "w", "b"}:
        return ["descend"]
    counts = any("counted" in parameter.uses for parameter in call.routine.parameters)
    if "lr" in roles and roles & {"theta", "w", "b"} and not counts and call.layout.forms.get("lr") != AT_ONE:
        return ["step"]
    return ["cost", "gradient", "partial", *(["slopes"] if {"w", "b"} <= roles and call.layout.features != 1 else [])]


def _named(routine: Routine, goal: str) -> float:
    """How well the name goes with the goal."""
    weights = goal_weights(routine.name)
    wanted = {"partial": "gradient", "slopes": "gradient", "step": "step"}.get(goal, goal)
    if goal == "step":
        return 0.9 if weights.get("step") or weights.get("gradient") or weights.get("descend") else 0.5
    if weights.get("metric", 0) > weights.get(wanted, 0):
        return 0.05
    return 0.6 + 0.4 * weights.get(wanted, 0) if weights.get(wanted) else 0.4


def _fitting_name(call: Call, goal: str) -> bool:
    """What is not right must at least be called what it would be: else it was never meant to be that."""
    weights = goal_weights(call.routine.name)
    if call.assignment.guessed:
        return False
    if goal == "predict":
        return bool(weights.get("predict"))
    if goal == "cost":
        return bool(weights.get("cost")) and not weights.get("metric")
    if goal in ("partial", "slopes"):
        return True
    placed = [parameter for parameter, role in call.assignment.parameters if role in ("theta", "w", "b")]
    steps = any("stepped" in parameter.uses for parameter in placed)  # whatever it is called
    if goal == "gradient":
        return weights.get("gradient", 0) > weights.get("descend", 0) and not steps
    called = any(goal_weights(name).keys() & {"gradient", "step", "descend"} for name in call.routine.calls)
    trains = goal == "descend" and called and any("replaced" in parameter.uses for parameter in placed)
    named = trains or bool(weights.get("descend") or weights.get("step"))
    return steps or named or call.routine.call == SCRIPT


def _hints(call: Call) -> tuple[tuple[str, ...], ...]:
    """The names of what is returned, with those of parameters by their roles: for y = a + bx, ∂J/∂b is dw."""
    roles = {parameter.name: role for parameter, role in call.assignment.parameters if role in ("w", "b")}
    said = {
        f"{prefix}{name}": f"d{role}" for name, role in roles.items() for prefix in ("", "d", "d_", "grad_", "new_")
    }
    return tuple(tuple(said.get(hint, hint) for hint in names) for names in call.routine.returned)


def _possible(goal: str, call: Call, tried: list[Trial], answers: list[Answer]) -> list[Reading]:
    hints = _hints(call)
    if goal in ("cost", "partial"):
        return list(scalar_readings(answers[0], hints))
    size = _size(goal, tried[0])
    found = list(vector_readings(answers[0], size, hints, goal == "descend"))
    if call.assignment.features:
        return list(_in_their_order(found, call))
    if call.routine.call == SCRIPT:
        return [replace(one, weight=1.0) for one in found if _of_start(one, call)]
    if call.layout.forms.get("theta") == ROLLED:  # what takes the intercept last returns it last
        return [one for one in found if one.roll or len(one.paths) > 1]
    return found


def _in_their_order(found: list[Reading], call: Call) -> Iterator[Reading]:
    """Numbers in the order in which the code has their names: (w₁, w₂, b) are not (θ₀, θ₁, θ₂)."""
    names = {role: one.name for one, role in call.assignment.parameters if role.startswith("theta_")}
    places = [int(role.removeprefix("theta_")) for role in names]
    if call.routine.call == SCRIPT:
        ordered = [names[role] for role in sorted(names)]
        yield Reading(tuple((name,) for name in ordered), label=", ".join(ordered))
        return
    for one in found:
        if len(one.paths) == len(places) > 2:
            for order, weight in _orders(places, call):
                paths = (path for _, path in sorted(zip(order, one.paths, strict=True)))
                yield replace(one, paths=tuple(paths), weight=weight)
        elif places and one.roll == (places[-1] == 0):  # a list of all of them, the intercept first or last
            yield replace(one, weight=1.0 if one.roll else one.weight)


def _orders(places: list[int], call: Call) -> Iterator[tuple[list[int], float]]:
    """In which order they may be returned: as the names of what is returned say, or else in any, their own first."""
    for hints in call.routine.returned:
        told = [re.sub(r"^(d|grad|g|new|der)_?|_?(new|grad)$", "", hint, flags=re.IGNORECASE) for hint in hints]
        numbers = [0 if parameter(hint) == "b" else int(hint[-1]) if hint[-1:].isdigit() else -1 for hint in told]
        if sorted(numbers) == sorted(places):
            yield numbers, 1.0
            return
    yield places, 0.8
    yield from ((list(order), 0.4) for order in permutations(places) if list(order) != places)


def _of_start(reading: Reading, call: Call) -> bool:
    """Whether a script's θ is read where the start was put: its loop steps the names that it was given."""
    roles = {parameter.name: role for parameter, role in call.assignment.parameters}
    read = [roles.get(path[0] if path else "", "") for path in reading.paths]
    return (read in (["theta"], ["w"], ["b", "w"]) or _is_numbered(read)) and not reading.roll


def _is_numbered(roles: list[str]) -> bool:
    """θ₀, θ₁, θ₂ in this order."""
    return len(roles) > 2 and roles == [f"theta_{j}" for j in range(len(roles))]


def _values(reading: Reading, goal: str, tried: list[Trial], answers: list[Answer]) -> list[Array] | None:
    try:
        return [reading(answer, _size(goal, trial)) for trial, answer in zip(tried, answers, strict=True)]
    except Unanswered:
        return None


def _size(goal: str, trial: Trial) -> int:
    if goal in ("cost", "partial"):
        return 1
    return len(trial.y) if goal == "predict" else len(trial.theta) - (goal == "slopes")


def _right_step(tried: list[Trial], values: list[Array]) -> bool:
    once = [Trial(trial.X, trial.y, trial.theta, trial.lr, 1) for trial in tried]
    return truth.right_descent(once, values)


_RIGHT: dict[str, Callable[[list[Trial], list[Array]], bool]] = {
    "cost": truth.right_cost,
    "gradient": truth.right_gradient,
    "partial": lambda tried, values: False,
    "slopes": lambda tried, values: False,
    "descend": truth.right_descent,
    "step": _right_step,
    "predict": truth.right_prediction,
}
