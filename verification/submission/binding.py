"""From a file to an `Implementation`: everything in it that answers a question, bound and ready to be asked."""

from __future__ import annotations

import ast
import contextlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from verification.implementation import Implementation, Unanswered
from verification.problem import Array
from verification.submission import choosing, partials, questions, sampling, training, truth, undefined
from verification.submission.anatomy import Routine
from verification.submission.contents import Contents
from verification.submission.driver import Driver, Finding, Process
from verification.submission.expressions import given_layouts, in_design
from verification.submission.fitting import steps_of
from verification.submission.functions import FEW, MOST, Attempt, Binder, Bound, Call
from verification.submission.layout import trials
from verification.submission.methods import of_object
from verification.submission.plain import plain_recipe, prefer_plain
from verification.submission.remote import Recipe, RemoteModel
from verification.submission.roles import Assignment
from verification.submission.script import SCRIPT, steps
from verification.submission.source import Source, find
from verification.submission.watching import Watched, watch
from verification.submission.words import goal_weights, is_another

MEMORY = 2 << 30
TIMEOUT = 10.0
TRIAL = 5.0  # seconds for a call that only tries whether a binding works


@dataclass
class Submission:
    """A stranger's code, bound: what it answers, how it was bound, and what was noticed.

    failure: why nothing could be bound at all, or None. questions: what the user has to settle, each with the option
    that settles it. lines: for each bound part (cost, gradient, descend, model) the line of the submission where it
    stands. bound: for each part, the expression that is evaluated. undriven: functions whose names promise a gradient
    or a descent, where none could be bound. broken: what one of these raises for arrays that suit the others.
    watched: its script, where it can be run on its own data. beside: functions and classes that answer the same as
    another one that is right, and otherwise. unsummed: what shows that its intercept has an entry for each sample.
    """

    source: Source
    implementation: Implementation
    bound: dict[str, str] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    questions: list[str] = field(default_factory=list)
    failure: Unanswered | None = None
    undriven: list[str] = field(default_factory=list)
    broken: Unanswered | None = None
    driver: Driver | None = None
    watched: Watched | None = None
    beside: list[str] = field(default_factory=list)
    unsummed: str = ""

    @property
    def binding(self) -> str:
        """Which function answers which question, and how its arguments were bound."""
        return "\n".join(f"{part}: {text}" for part, text in self.bound.items())

    @property
    def findings(self) -> list[Finding]:
        """What was noticed so far beside the numbers."""
        return self.driver.findings if self.driver else []

    @property
    def whole(self) -> bool:
        """Whether nothing that it imports was missing."""
        return not any(finding.kind == "stand-in" for finding in self.findings)

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
    submission.failure = contents.misnamed
    if submission.failure is not None:
        return submission
    with driver.impatient(TRIAL):
        told = {part: in_design(text) for part, text in given.items() if text}
        binding = Binding(submission, driver, contents, told)
        binding.bind()
        _settle(submission, driver)
    submission.watched = watch(driver, contents, binding.binder)
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
    trial = trials(implementation.intercept, implementation.features)[0]

    def given() -> tuple[Array, Array, Array]:
        return trial.theta.copy(), trial.X.copy(), trial.y.copy()

    cost, gradient, descend = implementation.cost, implementation.gradient, implementation.descend
    if cost:
        yield "cost", lambda: cost(*given())
    if gradient:
        yield "gradient", lambda: gradient(*given())
    if descend:
        yield "descend", lambda: descend(*given(), trial.lr, 2)


class Binding:
    """One submission while it is bound: which call answers which question, and what each then asks."""

    def __init__(self, submission: Submission, driver: Driver, contents: Contents, given: dict[str, str]) -> None:
        self.submission, self.driver, self.contents, self.given = submission, driver, contents, given
        self.binder = Binder(driver, contents)
        self.attempts: list[Attempt] = []
        self.chosen: dict[str, Bound] = {}
        self.parts: dict[str, Any] = {}
        self.broken: Unanswered | None = None
        self.untrained: list[tuple[Recipe, Unanswered]] = []

    def bind(self) -> None:
        """Functions first, then what trains, then what an object shows of itself."""
        for one in self.contents.promising():
            answered = one.call == SCRIPT and any(map(choosing.descends, self.attempts))
            self.attempts.append(self.binder.attempt(one, FEW if answered else MOST))
        self._choose()
        for goal, ask in questions.OF_GOAL.items():
            if goal in self.chosen:
                self._add(goal, ask(self.driver, self.chosen[goal]), self.chosen[goal])
        if "descend" in self.chosen:
            self.parts["history"] = questions.history(self.driver, self.chosen["descend"])
            self.parts["logged"] = questions.logged(self.driver, self.chosen["descend"])
        self._add_steps()
        self._add_partials()
        recipe = self._recipe()
        self._note_unsummed(recipe)
        if recipe is not None:
            self._prefer(recipe)
            self._add_model(recipe)
        self._conclude(recipe)

    def _choose(self) -> None:
        self.chosen = choosing.best_of(self.attempts)
        if not self.given:
            prefer_plain(self.driver, self.chosen, self.attempts)
            choosing.prefer_matching(self.driver, self.chosen, self.attempts)
            sampling.add_of_one_sample(self.binder, self.contents.tree, self.chosen, self.attempts)
            choosing.add_square(self.driver, self.chosen, self.attempts)
            choosing.add_broken(self.chosen, self.attempts)
            self.broken = choosing.broken_beside(self.driver, self.chosen, self.attempts)
            self._ask_about()
            self.submission.beside += [
                one.routine.name for one in self.attempts if choosing.is_beside(one, self.chosen)
            ]
        elif "fit" in self.given:
            self.chosen.pop("descend", None)
            self.chosen.pop("step", None)
        self._add_given()

    def _add(self, part: str, ask: Any, bound: Bound, text: str = "") -> None:
        self.parts[part] = ask
        self.submission.bound[part] = text or bound.text
        self.submission.lines[part] = bound.call.routine.line

    def _add_steps(self) -> None:
        """A function that takes one step is descent when it is asked again and again."""
        if "step" in self.chosen and "descend" not in self.chosen:
            once = self.chosen["descend"] = self.chosen["step"]
            self._add("descend", questions.steps(self.driver, once), once, f"{once.text}, n_iterations times")

    def _add_partials(self) -> None:
        pair = None if "gradient" in self.chosen else partials.paired(self.driver, self.attempts)
        if pair is not None:
            gradient, b, w = pair
            self.chosen["gradient"] = replace(w, goal="gradient")
            self._add("gradient", gradient, w, f"intercept: {b.text}; weight: {w.text}")

    def _add_given(self) -> None:
        """What the user says is the cost or the gradient is taken; one that has no answer is asked about."""
        anything = Routine("", (), 0, ast.Lambda(ast.arguments([], [], None, [], [], None, []), ast.Constant(0)))
        descends = {"fit": "descend"} if "theta" in self.given.get("fit", "") else {}
        for part, goal in ({"cost": "cost", "gradient": "gradient"} | descends).items():
            if part not in self.given:
                continue
            text = self.given[part]
            named = re.match(r"\w+", text)
            stands = self.contents.routines.get(named[0] if named else "", anything)
            call = Call(stands, Assignment((), (), 1.0), given_layouts(text)[0], text, {})
            self.chosen.pop(goal, None)
            try:
                self.chosen[goal] = self.binder.given(goal, call)
            except Unanswered as trouble:
                what = f'--{part} "{text}" did not work: {trouble.what}'
                self.submission.failure = Unanswered("expression", what)

    def _ask_about(self) -> None:
        """Where two ways of passing the arguments are equally natural, disagree, and none is right: refuse and ask."""
        for goal, best in list(self.chosen.items()):
            if best.right or goal not in ("cost", "gradient", "descend"):
                continue
            rival = choosing.rival(self.driver, best, self.attempts, self.chosen)
            if rival is not None:
                del self.chosen[goal]
                option = "--fit" if goal == "descend" else f"--{goal}"
                self.submission.questions.append(
                    f"{best.call.routine.name}() can be called in two ways that disagree. "
                    f'Say which is meant: {option} "{best.call.expression}" or {option} "{rival.call.expression}"'
                )

    def _note_unsummed(self, recipe: Recipe | None) -> None:
        """That an intercept, or its part of the gradient, has an entry for each sample; unless others are right."""
        tree, submission = self.contents.tree, self.submission
        if (
            recipe is not None
            and recipe.spread
            and not (recipe.right or is_another(recipe.name) or _columns_beside_a_column(recipe))
        ):
            submission.unsummed = f"After fitting 5 samples your {recipe.spread} has 5 entries, one for each of them."
            submission.lines.setdefault("model", recipe.line or 0)
        elif recipe is None and not any(bound.right for bound in self.chosen.values() if bound.goal in OF_STEPS):
            single = partial(sampling.takes_one, tree=tree)
            found = choosing.unsummed(self.driver, self.attempts, single)
            if found is not None:
                submission.unsummed = f"For 5 samples {found.name}() has 5 entries for the intercept, one for each."
                submission.lines.setdefault("gradient", found.line)

    def _recipe(self) -> Recipe | None:
        """The best way of fitting; where nothing works at all, the most natural one says what it raises."""
        search = training.Search(self.driver, self.contents, self.binder, frozenset(self.submission.bound))
        recipe = search.given(self.given) if self.given else search.best()
        self.untrained = search.failed
        broken = [r.name for r, trouble in search.failed if self.contents.fault_beside(trouble)]
        asked = " ".join([*self.submission.bound.values(), recipe.name if recipe else ""])
        others = [name for name in dict.fromkeys([*search.wrong, *broken]) if not re.search(rf"\b{name}\b", asked)]
        self.submission.beside += others if (recipe.right if recipe else self.chosen) else []
        told = self.chosen.get("descend") or self.chosen.get("step")
        if recipe is not None and told is not None and told.right and _is_of(told, recipe):
            return None  # given a start it is right already
        if recipe is None and search.trouble and (self.given or not self.submission.bound):
            unsure = self.given or not self.submission.whole or _OF_MATRICES.search(self.submission.source.text)
            misfit = None if unsure else undefined.misfit(search.failed) or search.hopeless()
            self.submission.failure = self.submission.failure or misfit or search.trouble
        if recipe is not None and recipe.b is None and not recipe.right:
            recipe = replace(recipe, last=recipe.last or self._ends_with_the_intercept())
        if recipe is not None and not recipe.build and not self.given and recipe.name in self.contents.routines:
            return plain_recipe(self.driver, recipe, self.contents.routines[recipe.name])
        return recipe

    def _ends_with_the_intercept(self) -> bool:
        """Whether a function of the file that is right takes θ as (w, b), or ones are put behind the features.

        Then what is returned has that order too.
        """
        if _ONES_LAST.search(self.submission.source.text):
            return True
        right = [bound.call.layout.forms.get("theta") for bound in self.chosen.values() if bound.right]
        return "np.array([theta[1], theta[0]])" in right

    def _prefer(self, recipe: Recipe) -> None:
        """Where a function is right as one that fits from a start of its own, it was not to be given the start.

        And a script beside it descends on a cost of its own. Of several costs that are right it is that of the fit.
        """
        costs = choosing.right_costs(self.chosen, self.attempts)
        if recipe.right and not self.given and len(costs) > 1:
            wanted = truth.convention("descend", *steps_of(self.driver, recipe))
            self.chosen["cost"] = choosing.cost_of(self.driver, costs, wanted)
            self._add("cost", questions.cost(self.driver, self.chosen["cost"]), self.chosen["cost"])
        for goal, bound in list(self.chosen.items()):
            same = not bound.right and bound.call.routine.name == recipe.name and not recipe.build
            script = bound.call.routine.call == SCRIPT and not recipe.fit.startswith(f"{SCRIPT}(")
            if recipe.right and (same or script):
                del self.chosen[goal]
                for noted in (self.parts, self.submission.bound, self.submission.lines):
                    noted.pop(goal, None)

    def _add_model(self, recipe: Recipe) -> None:
        for goal in () if not recipe.build else ("cost", "gradient"):
            found = None if goal in self.parts else of_object(self.driver, recipe, self.contents.blueprints, goal)
            if found is not None:
                self.parts[goal], self.submission.bound[goal], self.submission.lines[goal] = found
        self.parts["model"] = questions.model(self.driver, recipe)
        self.parts.setdefault("logged", questions.logged_by_fit(self.driver, recipe))
        told = "theta" in recipe.roles or {"w", "b"} <= recipe.roles
        if told and "descend" not in self.parts:
            self.parts["descend"] = questions.descend_from(self.driver, recipe)
            self.submission.bound["descend"] = recipe.text
            self.submission.lines["descend"] = recipe.line or 0
        self.submission.bound["model"] = recipe.text
        if recipe.mute:
            self.submission.undriven.append(f"{recipe.name}.predict")
            self.submission.broken = self._fault_of_predict(recipe)
        if recipe.line:
            self.submission.lines["model"] = recipe.line

    def _fault_of_predict(self, recipe: Recipe) -> Unanswered | None:
        """What is certainly wrong in a predict that has no answer."""
        trial = trials(recipe.layout.intercept, recipe.layout.features)[0]
        model = RemoteModel(self.driver, replace(recipe, predict=recipe.mute), trial.lr, trial.k)
        try:
            model.fit(trial.X.copy(), trial.y.copy())
            model.predict(trial.X.copy())
        except Unanswered as trouble:
            return self.contents.fault_beside(trouble)
        return None

    def _conclude(self, recipe: Recipe | None) -> None:
        submission, parts = self.submission, self.parts
        used = [self.chosen[goal].call.layout for goal in ("cost", "gradient", "descend") if goal in self.chosen]
        used += [recipe.layout] if recipe else []
        submission.implementation = Implementation(
            name=submission.source.name,
            intercept=any(layout.intercept for layout in used),
            features=next((layout.features for layout in used if layout.features), None),
            regularised=self._asked_with("penalty"),
            remembering=self._asked_with("momentum"),
            **parts,
        )
        if not parts.keys() & OF_STEPS:
            submission.undriven += [attempt.routine.name for attempt in self.attempts if _promises(attempt)]
            submission.undriven += [
                one.name for one in self.contents.wanted() if _differentiates(one) or steps(one.node)
            ]
            submission.broken = self.broken or undefined.broken_training(
                self.untrained, choosing.settled(self.chosen), self.contents.tree
            )
        elif not parts.keys() & {"descend", "model"}:
            submission.undriven += [attempt.routine.name for attempt in self.attempts if _trains(attempt)]
        if not parts and not submission.questions:
            submission.questions.append(_HOW_TO_ASK)
        if not parts and submission.whole:
            submission.failure = submission.failure or choosing.never_a_number(self.driver, self.attempts)
        if not parts:
            why = choosing.why_nothing(self.attempts)  # what ran and gave another shape says more than what raised
            submission.failure = why if why.kind == "shape" else submission.failure or why
            fault = self.contents.fault_beside(submission.failure)
            fault = fault or undefined.broken_training(self.untrained, [], self.contents.tree)
            submission.failure = fault or submission.failure

    def _asked_with(self, constant: str) -> Any:
        """The same code with another value for what is 0 where nobody asks about it."""
        passed = re.search(rf"\b{constant}\b(?!=)", self.submission.binding)
        return questions.asked_with(self.driver, constant, self.parts) if passed else None


def _columns_beside_a_column(recipe: Recipe) -> bool:
    """Whether y is passed as a column beside features that are flat: then the call spreads, and not the code."""
    return "y[:, None]" in recipe.text and bool(re.search(r"X\[:, \d\]", recipe.text))


def _is_of(told: Bound, recipe: Recipe) -> bool:
    """Whether a recipe is of the function, or of the class with the method, that answers already."""
    return told.call.routine.name == recipe.name or told.call.expression.startswith(f"joined({recipe.name})")


_ONES_LAST = re.compile(
    r"(column_stack|hstack|append|concatenate|c_)\s*[\[(]\s*[\[(]?\s*[\w.]*[xX]\w*\s*,\s*(\w+\.ones|ones|bias)"
)
_OF_MATRICES = re.compile(r"\.T\s*\*(?!\*)|(?<!\*)\*\s*\w+\.T\b|np\.(as)?mat(rix)?\(|numpy\.matrix")
"""Signs that * is a product of matrices, which arrays do not have."""
OF_STEPS = {"gradient", "descend", "model"}
_NAMED = 0.3  # one word in three


def _promises(attempt: Attempt) -> bool:
    """Whether a function is named for a gradient or a descent."""
    named = goal_weights(attempt.routine.name)
    return bool(named.keys() & {"gradient", "descend", "step"} and not named.get("metric"))


def _trains(attempt: Attempt) -> bool:
    """Whether a function is named for a descent, and raised however it was called."""
    named = goal_weights(attempt.routine.name).get("descend", 0) > _NAMED
    return named and bool(attempt.failed) and not choosing.answers_whole(attempt)


def _differentiates(one: Routine) -> bool:
    """Whether a function is named for one derivative: `dJ_db`."""
    return bool(re.match(r"d[a-zA-Z]?_?d", one.name)) and len(one.parameters) >= 3


_HOW_TO_ASK = (
    'Say what to check: --gradient "f(X, y, theta)", --cost "g(X, y, theta)" or '
    '--fit "Model(lr, n_iterations).fit(X, y)", '
    "an expression over X, y, theta, lr and n_iterations; or add to the file: def gradient(theta, X, y): return ..."
)
