"""From a file to an `Implementation`: everything in it that answers a question, bound and ready to be asked."""

from __future__ import annotations

import ast
import contextlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from verification.implementation import Implementation, Model, Unanswered
from verification.problem import Array
from verification.submission import truth
from verification.submission.anatomy import Blueprint, Parameter, Routine, blueprint, routine, uses
from verification.submission.driver import Driver, Finding, Process
from verification.submission.estimators import (
    Recipe,
    RemoteModel,
    given_layouts,
    in_design,
    object_question,
    of_class,
    of_expression,
    of_function,
    recipes,
)
from verification.submission.functions import Attempt, Binder, Bound, Call
from verification.submission.layout import trials
from verification.submission.reading import Reading, parameter, vector_readings
from verification.submission.rewriting import SCRIPT, Literal, rewritten, script_names, script_values
from verification.submission.roles import Assignment
from verification.submission.source import Source, find
from verification.submission.words import goal_weights, split

MEMORY = 2 << 30
TIMEOUT = 10.0
TRIAL = 5.0  # seconds for a call that only tries whether a binding works


@dataclass
class Submission:
    """A stranger's code, bound: what it answers, how it was bound, and what was noticed.

    failure: why nothing could be bound at all, or None. questions: what the user has to settle, each with the option
    that settles it. lines: for each bound part (cost, gradient, descend, model) the line of the submission where it
    stands. bound: for each part, the expression that is evaluated. undriven: functions whose names promise a gradient
    or a descent, where none could be bound.
    """

    source: Source
    implementation: Implementation
    bound: dict[str, str] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    questions: list[str] = field(default_factory=list)
    failure: Unanswered | None = None
    undriven: list[str] = field(default_factory=list)
    driver: Driver | None = None

    @property
    def binding(self) -> str:
        """Which function answers which question, and how its arguments were bound."""
        return "\n".join(f"{part}: {text}" for part, text in self.bound.items())

    @property
    def findings(self) -> list[Finding]:
        """What was noticed so far beside the numbers."""
        return self.driver.findings if self.driver else []

    @property
    def printed(self) -> str:
        """The beginning of what it printed."""
        return self.driver.printed if self.driver else ""


@contextlib.contextmanager
def open_submission(
    target: str | Path,
    *,
    gradient: str | None = None,
    cost: str | None = None,
    fit: str | None = None,
    timeout: float = TIMEOUT,
    memory: int = MEMORY,
    spare: Process | None = None,
) -> Iterator[Submission]:
    """Find, load and bind a submission; its process ends with the block.

    gradient, cost, fit: expressions in the submission's namespace over X, y, theta, lr, n_iterations, which settle how
    it is called. timeout: seconds for any one question. memory: bytes. spare: a process started beforehand.
    """
    source = find(target)
    driver = Driver(source, timeout, memory, spare)
    try:
        yield _bound(driver, {"gradient": gradient, "cost": cost, "fit": fit})
    finally:
        driver.close()


def _bound(driver: Driver, given: dict[str, str | None]) -> Submission:
    submission = Submission(driver.source, Implementation(name=driver.source.name), driver=driver)
    try:
        contents = Contents(driver)
    except Unanswered as failure:
        submission.failure = failure
        return submission
    with driver.impatient(TRIAL):
        _bind(submission, driver, contents, {part: in_design(text) for part, text in given.items() if text})
        _settle(submission, driver)
    return submission


def _settle(submission: Submission, driver: Driver) -> None:
    """After all the trying: begin afresh, keep what was noticed for good, and see whether answers can be repeated."""
    if not submission.bound:
        return
    driver.findings[:] = [finding for finding in driver.findings if finding.kind not in _OF_TRYING]
    with contextlib.suppress(Unanswered):
        driver.reload()
        for part, ask in _parts(submission.implementation):
            first, second = ask(), ask()
            if not np.array_equal(first, second, equal_nan=True):
                driver.find("varies", f"{part}: the same question has another answer each time")
                return


_OF_TRYING = frozenset(["timeout", "memory", "flood", "changed-input"])  # a wrong way of calling may do that


def _parts(implementation: Implementation) -> Iterator[tuple[str, Any]]:
    """Each part as a question without arguments, on the first trial."""
    trial = trials(implementation.intercept, implementation.univariate)[0]

    def given() -> tuple[Array, Array, Array]:
        return trial.theta.copy(), trial.X.copy(), trial.y.copy()

    cost, gradient, descend = implementation.cost, implementation.gradient, implementation.descend
    if cost:
        yield "cost", lambda: cost(*given())
    if gradient:
        yield "gradient", lambda: gradient(*given())
    if descend:
        yield "descend", lambda: descend(*given(), trial.lr, 2)


class Contents:
    """What the submission defines, as its text shows it."""

    def __init__(self, driver: Driver) -> None:
        self.driver = driver
        description = driver.load()
        self.source = driver.source
        self.filename = driver.filename
        self.routines: dict[str, Routine] = {}
        self.blueprints: dict[str, Blueprint] = {}
        self.constants: dict[str, Any] = {}
        for entry in description["defined"]:
            self._add(entry)
        self.literals: dict[str, Literal] = {}
        self._add_script()
        self.globals = dict(self._globals())

    def _add(self, entry: dict[str, Any]) -> None:
        name = entry["name"]
        if entry["kind"] == "constant":
            self.constants[name] = entry["value"]
        elif entry["kind"] == "class":
            node = self._node(entry, ast.ClassDef)
            if isinstance(node, ast.ClassDef):
                self.blueprints[name] = replace(blueprint(node, self._classes(entry["file"])), name=name)
                self.routines |= _methods(self.blueprints[name], self._made(self.blueprints[name]))
        elif entry["kind"] == "function":
            node = self._node(entry, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
                self.routines[name] = routine(node, name)

    def _made(self, one: Blueprint) -> str:
        """How to come by an object without knowing what it wants: by its defaults, or without its constructor."""
        with contextlib.suppress(Unanswered):
            if all(not parameter.required for parameter in one.constructor):
                self.driver.evaluate(f"{one.name}()")
                return f"{one.name}()"
        return f"{one.name}.__new__({one.name})"

    def _add_script(self) -> None:
        tree, literals = _rewritten(self.source.text)
        if self.source.module:
            return
        self.literals = {literal.name: literal for literal in literals}
        last = tree.body[-1] if tree.body else None
        if isinstance(last, ast.FunctionDef) and last.name == SCRIPT:
            names = script_names(_parsed(self.source.text))
            values = script_values(_parsed(self.source.text))
            parameters = tuple(
                Parameter(name, values.get(name, "..."), False, True, uses(last, name)) for name in names
            )
            self.routines[SCRIPT] = replace(routine(last, SCRIPT), parameters=parameters, returned=())

    def _tree(self, file: str) -> ast.Module:
        if file == self.filename:
            return _parsed(self.source.text) if self.source.module else _rewritten(self.source.text)[0]
        return _parsed(Path(file).read_text("utf-8", "replace"))

    def _node(self, entry: dict[str, Any], kinds: Any) -> Any:
        try:
            nodes: list[Any] = [node for node in ast.walk(self._tree(entry["file"])) if isinstance(node, kinds)]
        except (OSError, SyntaxError, ValueError):
            return None
        for node in reversed(nodes):
            first = min([node.lineno, *(mark.lineno for mark in getattr(node, "decorator_list", []))])
            if getattr(node, "name", "<lambda>") == entry["own"] and entry["line"] in (0, first):
                return node
        return None

    def _classes(self, file: str) -> dict[str, ast.ClassDef]:
        return {node.name: node for node in ast.walk(self._tree(file)) if isinstance(node, ast.ClassDef)}

    def _globals(self) -> Iterator[tuple[str, bool]]:
        """Globals that may stand for a role: numbers, and names that only the script would define."""
        for name, value in self.constants.items():
            if not isinstance(value, str | bool):
                yield name, False
        known = self.constants.keys() | self.routines.keys() | self.blueprints.keys()
        for name in sorted(_assigned(self._tree(self.filename)) - known):
            yield name, True


def _methods(one: Blueprint, made: str) -> dict[str, Routine]:
    """The methods that get all they need as arguments, as functions of an object that was merely made."""
    return {
        f"{made}.{name}": replace(method, call=f"{made}.{name}")
        for name, method in one.methods.items()
        if not name.startswith("__") and len(method.parameters) >= 3
    }


@lru_cache(maxsize=16)
def _rewritten(text: str) -> tuple[ast.Module, list[Literal]]:
    return rewritten(ast.parse(text))


@lru_cache(maxsize=16)
def _parsed(text: str) -> ast.Module:
    return ast.parse(text)


def _assigned(tree: ast.Module) -> set[str]:
    """The names that the top level, or its `if __name__` block, gives a value."""
    blocks = [node for node in tree.body if not isinstance(node, ast.FunctionDef | ast.ClassDef)]
    return {
        part.id
        for block in blocks
        for part in ast.walk(block)
        if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store)
    }


def _bind(submission: Submission, driver: Driver, contents: Contents, given: dict[str, str]) -> None:
    binder = Binder(driver, contents.routines, contents.globals)
    attempts = [binder.attempt(one) for one in _wanted(contents) if _promising(one)]
    parts: dict[str, Any] = {}
    chosen = _chosen(attempts)
    if not given:
        _add_square(driver, chosen, attempts)
        _add_broken(chosen, attempts)
        _ask_about(submission, driver, chosen, attempts)
    elif "fit" in given:
        chosen.pop("descend", None)
        chosen.pop("step", None)
    _add_given(submission, chosen, contents, binder, given)
    for goal, ask in (("cost", _cost), ("gradient", _gradient), ("descend", _descend)):
        if goal in chosen:
            parts[goal] = ask(driver, chosen[goal])
            submission.bound[goal] = chosen[goal].text
            submission.lines[goal] = chosen[goal].call.routine.line
    if "step" in chosen and "descend" not in chosen:
        parts["descend"] = _steps(driver, chosen["step"])
        submission.bound["descend"] = f"{chosen['step'].text}, n_iterations times"
        submission.lines["descend"] = chosen["step"].call.routine.line
        chosen["descend"] = chosen["step"]
    _pair(submission, driver, attempts, parts, chosen)
    recipe = _recipe(submission, driver, contents, binder, given)
    if recipe is not None and recipe.build:
        _through_object(submission, driver, contents, recipe, parts)
    if recipe is not None:
        parts["model"] = _model(driver, recipe)
        if "theta" in recipe.roles and "descend" not in parts:
            parts["descend"] = _descend_from(driver, recipe)
            submission.bound["descend"] = recipe.text
            submission.lines["descend"] = recipe.line or 0
        submission.bound["model"] = recipe.text
        if recipe.line:
            submission.lines["model"] = recipe.line
    used = [chosen[goal].call.layout for goal in ("cost", "gradient", "descend") if goal in chosen]
    used += [recipe.layout] if recipe else []
    submission.implementation = Implementation(
        name=submission.source.name,
        intercept=any(layout.intercept for layout in used),
        univariate=any(layout.univariate for layout in used),
        regularised=_regularised(driver, parts) if "penalty" in submission.binding else None,
        **parts,
    )
    if not parts.keys() & {"gradient", "descend", "model"}:
        submission.undriven = [attempt.routine.name for attempt in attempts if _promises(attempt)]
    if not parts and not submission.questions:
        submission.questions.append(_HOW_TO_ASK)
    if not parts:
        why = _why_nothing(attempts)  # what ran and gave another shape says more than what raised
        submission.failure = why if why.kind == "shape" else submission.failure or why


def _promises(attempt: Attempt) -> bool:
    """Whether a function is named for a gradient or a descent, and was called in vain."""
    named = goal_weights(attempt.routine.name)
    return bool(attempt.failed and named.keys() & {"gradient", "descend", "step"} and not named.get("metric"))


def _add_given(
    submission: Submission, chosen: dict[str, Bound], contents: Contents, binder: Binder, given: dict[str, str]
) -> None:
    """What the user says is the cost or the gradient is taken; one that has no answer is asked about."""
    anything = Routine("", (), 0, ast.Lambda(ast.arguments([], [], None, [], [], None, []), ast.Constant(0)))
    goals = {"cost": "cost", "gradient": "gradient"} | ({"fit": "descend"} if "theta" in given.get("fit", "") else {})
    for part in goals.keys() & given.keys():
        named = re.match(r"\w+", given[part])
        stands = contents.routines.get(named[0] if named else "", anything)
        layout = given_layouts(given[part])[0]
        call = Call(stands, Assignment((), (), 1.0), layout, given[part], {})
        chosen.pop(goals[part], None)
        try:
            chosen[goals[part]] = binder.given(goals[part], call)
        except Unanswered as trouble:
            submission.failure = Unanswered("expression", f'--{part} "{given[part]}" did not work: {trouble.what}')


def _ask_about(submission: Submission, driver: Driver, chosen: dict[str, Bound], attempts: list[Attempt]) -> None:
    """Where two ways of passing the arguments are equally natural, disagree, and none is right: refuse and ask."""
    everything = [bound for attempt in attempts for bound in attempt.bound]
    for goal, best in list(chosen.items()):
        if best.right or goal not in ("cost", "gradient", "descend"):
            continue
        credible = [one for one in everything if one.goal == goal and not _contradicts(one, chosen)]
        rivals = [one for one in credible if _rivals(best, one)]
        rival = next((one for one in rivals if _disagree(driver, best, one)), None)
        if rival is not None:
            del chosen[goal]
            option = "--fit" if goal == "descend" else f"--{goal}"
            submission.questions.append(
                f"{best.call.routine.name}() can be called in two ways that disagree. "
                f'Say which is meant: {option} "{best.call.expression}" or {option} "{rival.call.expression}"'
            )


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
    trial = trials(a.call.layout.intercept, a.call.layout.univariate)[0]
    if len(trials(b.call.layout.intercept, b.call.layout.univariate)[0].theta) != len(trial.theta):
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


def _regularised(driver: Driver, parts: dict[str, Any]) -> Any:
    """λ → the same parts asked with this λ."""

    def regularised(penalty: float) -> Implementation:
        weighted = {goal: _with_penalty(driver, penalty, ask) for goal, ask in parts.items()}
        if "model" in parts:
            weighted["model"] = lambda lr, k: _Penalised(driver, penalty, parts["model"](lr, k))
        return Implementation(name=driver.source.name, **weighted)

    return regularised


def _with_penalty(driver: Driver, penalty: float, ask: Any) -> Any:
    def question(*arguments: Any) -> Any:
        driver.constants["penalty"] = float(penalty)
        try:
            return ask(*arguments)
        finally:
            driver.constants["penalty"] = 0.0

    return question


class _Penalised:
    """A `Model` asked with a penalty."""

    def __init__(self, driver: Driver, penalty: float, model: Model) -> None:
        self.fit, self.predict = (_with_penalty(driver, penalty, ask) for ask in (model.fit, model.predict))
        self.theta, self.history = (_with_penalty(driver, penalty, ask) for ask in (model.theta, model.history))


def _pair(
    submission: Submission,
    driver: Driver,
    attempts: list[Attempt],
    parts: dict[str, Any],
    chosen: dict[str, Bound],
) -> None:
    """One function for each partial derivative: by their names, or else by what is right."""
    if "gradient" in chosen:
        return
    partials = [bound for attempt in attempts for bound in attempt.bound if bound.goal == "partial"]
    pairs = [
        (b.weight * w.weight * _pair_names(b, w), b, w)
        for b in partials
        for w in partials
        if b.call.routine is not w.call.routine and b.call.layout == w.call.layout
    ]
    pairs = sorted((pair for pair in pairs if pair[0] > 0.05), key=lambda pair: -pair[0])[:12]
    for index, (_, b, w) in enumerate([*pairs, *pairs[:1]]):
        gradient = _together(driver, b, w)
        right = _is_right(gradient, b)
        if right or index == len(pairs):
            parts["gradient"], chosen["gradient"] = gradient, replace(w, goal="gradient", right=right)
            submission.bound["gradient"] = f"intercept: {b.text}; weight: {w.text}"
            submission.lines["gradient"] = w.call.routine.line
            return


def _pair_names(b: Bound, w: Bound) -> float:
    """How well two names go with the partial by the intercept and the one by the weight."""
    names = [(parameter(bound.call.routine.name), goal_weights(bound.call.routine.name)) for bound in (b, w)]
    if [meant for meant, _ in names] == ["b", "w"]:
        return 1.0
    named = all(goals.get("gradient") for _, goals in names)
    return 0.4 if named and names[0][0] != "w" and names[1][0] != "b" else 0.0


def _together(driver: Driver, b: Bound, w: Bound) -> Any:
    def gradient(theta: Array, X: Array, y: Array) -> Array:
        answers = [
            (bound, driver.evaluate(bound.call.expression, _names(theta, X, y), bound.call.settings))
            for bound in (b, w)
        ]
        return np.array([bound.reading(answer, 1)[0] for bound, answer in answers])

    return gradient


def _is_right(gradient: Any, bound: Bound) -> bool:
    tried = trials(bound.call.layout.intercept, bound.call.layout.univariate)
    if not bound.call.layout.univariate:
        return False
    try:
        return truth.right_gradient(tried, [gradient(trial.theta, trial.X, trial.y) for trial in tried])
    except Unanswered:
        return False


def _through_object(
    submission: Submission, driver: Driver, contents: Contents, recipe: Recipe, parts: dict[str, Any]
) -> None:
    """The cost and the gradient that a fitted object shows by its methods, with θ put into it."""
    form = recipe.parameters_text
    one = contents.blueprints.get(recipe.name)
    if not form or one is None:
        return
    for goal in ("cost", "gradient"):
        if goal in parts:
            continue
        found = [
            (goal_weights(method.name)[goal], method)
            for method in one.methods.values()
            if goal_weights(method.name).get(goal) and not goal_weights(method.name).get("metric")
        ]
        for _, method in sorted(found, key=lambda pair: -pair[0])[:2]:
            asked = object_question(driver, recipe, method, goal)
            if asked is not None:
                parts[goal], submission.bound[goal] = asked
                submission.lines[goal] = method.line
                break


def _wanted(contents: Contents) -> list[Routine]:
    wanted = contents.source.wanted
    if wanted in contents.routines:
        return [contents.routines[wanted]]
    return [] if wanted in contents.blueprints else list(contents.routines.values())


def _promising(one: Routine) -> bool:
    return one.call == SCRIPT or (1 <= len(one.parameters) <= 14 and not one.name.startswith("__"))


def _chosen(attempts: list[Attempt]) -> dict[str, Bound]:
    """For each goal the best binding: the most natural that is right, or else the most natural."""
    everything = [bound for attempt in attempts for bound in attempt.bound]
    chosen: dict[str, Bound] = {}
    for goal in {bound.goal for bound in everything}:
        candidates = sorted((b for b in everything if b.goal == goal), key=lambda b: -b.weight)
        best = candidates[0].weight
        chosen[goal] = next((b for b in candidates if b.right and b.weight > 0.2 * best), candidates[0])
    return {goal: bound for goal, bound in chosen.items() if bound.weight > 0.02 or bound.right}


_HOW_TO_ASK = (
    'Say what to check: --gradient "f(X, y, theta)", --cost "g(X, y, theta)" or '
    '--fit "Model(lr, n_iterations).fit(X, y)", '
    "an expression over X, y, theta, lr and n_iterations; or add to the file: def gradient(theta, X, y): return ..."
)

# What no other way of calling would have spared the function.
_CERTAIN = frozenset(["NameError", "UnboundLocalError", "ModuleNotFoundError", "ImportError", "AttributeError"])


_UNUSABLE = frozenset(
    ["non-finite", "complex", "object", "timeout", "crash", "exit", "flood", "memory", "forged-output"]
)


def _add_square(driver: Driver, chosen: dict[str, Bound], attempts: list[Attempt]) -> None:
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
    trial = trials(call.layout.intercept, call.layout.univariate)[0]
    n = len(trial.theta)
    square = replace(trial, X=trial.X[:n], y=trial.y[:n])
    try:
        answer = driver.evaluate(call.expression, square.names(), call.settings)
    except Unanswered:
        return None
    return next(iter(vector_readings(answer, n, call.routine.returned, goal == "descend")), None)


def _add_broken(chosen: dict[str, Bound], attempts: list[Attempt]) -> None:
    """A function that is named for a goal, and that raises however it is called, stands for the goal all the same."""
    for attempt in attempts:
        if attempt.bound or not attempt.failed:
            continue
        call, trouble = attempt.failed[0]
        names = goal_weights(call.routine.name)
        for goal in ("cost", "gradient", "descend"):
            told = {
                "cost": not call.roles & {"lr", "k"},
                "gradient": "k" not in call.roles,
                "descend": "k" in call.roles,
            }
            broken = goal not in chosen and names.get(goal) and not names.get("metric") and told[goal]
            certain = trouble.error in _CERTAIN or trouble.kind in _UNUSABLE
            if broken and certain and "object has no attribute" not in trouble.what:
                chosen[goal] = Bound(goal, call, Reading(), 0.1, False)
                break


_GOALS = frozenset(["cost", "gradient", "descend", "step"])


def _why_nothing(attempts: list[Attempt]) -> Unanswered:
    """The most telling reason why nothing could be called."""
    meant = [attempt for attempt in attempts if goal_weights(attempt.routine.name).keys() & _GOALS]
    failed = [(call.weight, trouble) for attempt in meant for call, trouble in attempt.failed]
    if not failed:
        return Unanswered("nothing-found", "no function or class was recognised as linear regression")
    return max(failed, key=lambda pair: pair[0])[1]


def _names(theta: Array, X: Array, y: Array, lr: float = 0.0, k: int = 0) -> dict[str, Any]:
    arrays = {"theta": np.asarray(theta), "X": np.asarray(X), "y": np.asarray(y)}
    return {**arrays, "lr": float(lr), "n_iterations": int(k)}


def _cost(driver: Driver, bound: Bound) -> Any:
    def cost(theta: Array, X: Array, y: Array) -> Any:
        answer = driver.evaluate(bound.call.expression, _names(theta, X, y), bound.call.settings)
        driver.note_changes(bound.call.expression, answer, ("theta", "X", "y"))
        return bound.reading(answer, 1)[0]

    return cost


def _gradient(driver: Driver, bound: Bound) -> Any:
    def gradient(theta: Array, X: Array, y: Array) -> Array:
        answer = driver.evaluate(bound.call.expression, _names(theta, X, y), bound.call.settings)
        driver.note_changes(bound.call.expression, answer, ("theta", "X", "y"))
        return bound.reading(answer, len(theta))

    return gradient


def _descend(driver: Driver, bound: Bound) -> Any:
    def descend(theta: Array, X: Array, y: Array, lr: float, k: int) -> Array:
        # What a function of θ is meant to change in place, and what a script is given for its own, are copies.
        script = bound.call.routine.call == SCRIPT
        start = np.array(theta) if script or bound.reading.changed else theta
        given = (np.array(X), np.array(y)) if script else (X, y)
        answer = driver.evaluate(bound.call.expression, _names(start, *given, lr, k), bound.call.settings)
        if not script:
            names = ("X", "y") if bound.reading.changed else ("theta", "X", "y")
            driver.note_changes(bound.call.expression, answer, names)
        if bound.reading.changed and "theta" not in answer.changed:
            return np.array(theta)
        return bound.reading(answer, len(theta))

    return descend


def _steps(driver: Driver, bound: Bound) -> Any:
    once = _descend(driver, bound)

    def descend(theta: Array, X: Array, y: Array, lr: float, k: int) -> Array:
        for _ in range(k):
            theta = once(theta, X, y, lr, 1)
        return np.array(theta)

    return descend


def _recipe(
    submission: Submission, driver: Driver, contents: Contents, binder: Binder, given: dict[str, str]
) -> Recipe | None:
    if given and ("fit" not in given or "theta" in given["fit"]):
        return None
    if given:
        good, bad = recipes(driver, of_expression(given["fit"], contents.blueprints))
        submission.failure = submission.failure or (bad[0][1] if bad and not good else None)
        return good[0] if good else None
    wanted = contents.source.wanted
    if wanted in contents.routines:
        return None
    classes = [one for name, one in contents.blueprints.items() if wanted in ("", name) and one.methods]
    found: list[tuple[float, Recipe]] = []
    failed: list[tuple[Recipe, Unanswered]] = []
    for one in sorted(classes, key=lambda one: -_class_weight(one)):
        good, bad = recipes(driver, of_class(one, contents.globals))
        found += [(_class_weight(one) * recipe.weight * (2 if recipe.right else 1), recipe) for recipe in good[:1]]
        failed += bad
    if not found:
        found = list(_fitting_functions(submission, driver, contents, binder, failed))
    if not found and not submission.bound and failed:
        # Nothing works: the most natural way stands, so that whoever asks hears what it raises.
        submission.failure = max(failed, key=lambda pair: pair[0].weight)[1]
    return max(found, key=lambda pair: pair[0], default=(0, None))[1]


def _fitting_functions(
    submission: Submission, driver: Driver, contents: Contents, binder: Binder, failed: list[tuple[Recipe, Unanswered]]
) -> Iterator[tuple[float, Recipe]]:
    """Functions that fit from a start of their own: `theta = gradient_descent(X, y, lr, n)`, and the script itself."""
    for one in _wanted(contents):
        named = goal_weights(one.name).get("descend", 0) or goal_weights(one.name).get("gradient", 0)
        if one.call != SCRIPT and not named and len(contents.routines) > 3:
            continue
        good, bad = recipes(driver, of_function(one, binder.read_globals(one)), one.returned)
        failed += bad if named or one.call == SCRIPT else []
        weight = 0.5 if one.call == SCRIPT else 0.6 + 0.4 * named
        trains = "gradient" not in submission.bound or goal_weights(one.name).get("descend", 0) >= 0.5
        alone = "descend" not in submission.bound and trains
        settled = [recipe for recipe in good if recipe.right or (alone and "n_iterations" in recipe.text)]
        settled = settled or (good if not submission.bound else [])
        yield from ((weight * recipe.weight * (2 if recipe.right else 1), recipe) for recipe in settled[:1])


def _class_weight(one: Blueprint) -> float:
    words = set(split(one.name))
    if words & set(
        str.split("logistic ridge lasso elastic polynomial poly tree scaler scaling bayesian kernel svm normal")
    ):
        return 0.3
    return 1.0 if words & {"linear", "lr", "regression", "regressor", "gd"} or goal_weights(one.name) else 0.8


def _descend_from(driver: Driver, recipe: Recipe) -> Any:
    """A class that is told its start can be asked for the steps from any start."""

    def descend(theta: Array, X: Array, y: Array, lr: float, k: int) -> Array:
        model = RemoteModel(driver, recipe, float(lr), int(k))
        model.start = np.array(theta)
        model.fit(np.array(X), np.array(y))
        found = model.theta()
        if found is None:
            raise Unanswered("shape", f"after {recipe.fit} the parameters were not {len(theta)} numbers")
        return found

    return descend


def _model(driver: Driver, recipe: Recipe) -> Any:
    def model(lr: float, k: int) -> Model:
        return RemoteModel(driver, recipe, float(lr), int(k))

    return model
