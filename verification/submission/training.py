"""What trains: of a file's classes, or else of its functions and its script, the one that fits best."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import numpy as np

from verification.implementation import Unanswered
from verification.submission import undefined
from verification.submission.anatomy import Blueprint, Routine
from verification.submission.contents import Contents
from verification.submission.driver import Driver
from verification.submission.estimators import of_class, of_function
from verification.submission.expressions import of_expression
from verification.submission.fitting import TRIED, recipes
from verification.submission.functions import FEW, Binder
from verification.submission.layout import trials
from verification.submission.remote import Recipe, RemoteModel
from verification.submission.script import SCRIPT
from verification.submission.words import goal_weights, is_another, proposals, split

_OTHER_MODELS = frozenset(
    str.split("logistic ridge lasso elastic polynomial poly tree scaler scaling bayesian kernel svm normal")
)


_OTHER = 0.3


def _is_filled_by_hand(one: Blueprint, recipe: Recipe) -> bool:
    """Whether a method beside the constructor and the one that fits fills the object: it may be wanted first."""
    others = (method for method in one.methods.values() if method.name != "__init__" and method.line != recipe.line)
    nodes = [node for method in others for node in ast.walk(method.node) if isinstance(node, ast.Attribute)]
    added_to = (node.value for node in nodes if node.attr in ("append", "extend"))
    return any(isinstance(node.ctx, ast.Store) for node in nodes) or any(isinstance(a, ast.Attribute) for a in added_to)


MANY = 256  # more samples, and more steps, than any loop asks for that prints every hundredth


WIDE = 20  # times as many features


class Search:
    """The search for a way of fitting. answered: the questions that functions already answer."""

    def __init__(self, driver: Driver, contents: Contents, binder: Binder, answered: frozenset[str]) -> None:
        self.driver, self.contents, self.binder, self.answered = driver, contents, binder, answered
        self.failed: list[tuple[Recipe, Unanswered]] = []
        self.wrong: list[str] = []  # the classes that fit, and not rightly

    @property
    def trouble(self) -> Unanswered | None:
        """What the most natural of the ways that failed raised."""
        return max(self.failed, key=lambda pair: pair[0].weight)[1] if self.failed else None

    def hopeless(self) -> Unanswered | None:
        """What is raised in one line by every natural way of fitting, to many samples and with many steps as well."""
        found = undefined.alike(self.failed)
        if found is None:
            return None
        recipe, raised = found
        if _is_filled_by_hand(self.contents.blueprints[recipe.name], recipe):
            return None
        few = trials(recipe.layout.intercept, recipe.layout.features)[0]
        wide = WIDE if undefined.OUT_OF_BOUNDS in raised.what else 1  # it may count on more features
        X, y = np.tile(few.X, (MANY, wide)), np.tile(few.y, MANY)
        try:
            RemoteModel(self.driver, recipe, 2.0**-20, MANY).fit(X, y)
        except Unanswered as trouble:
            same = (trouble.error, trouble.line) == (raised.error, raised.line)
            return undefined.does_not_run(raised) if same else None
        return None

    def given(self, options: dict[str, str]) -> Recipe | None:
        """What the user says fits."""
        if "fit" not in options or "theta" in options["fit"]:
            return None
        good, bad = recipes(self.driver, of_expression(options["fit"], self.contents.blueprints))
        self.failed = bad[:1]
        return good[0] if good else None

    def best(self) -> Recipe | None:
        """The best way of fitting a class; where there is none, a function."""
        wanted = self.contents.source.wanted
        if wanted in self.contents.routines:
            return None
        found = _stepping(list(self._classes(wanted))) or list(self._functions())
        return max(found, key=lambda pair: pair[0], default=(0, None))[1]

    def _classes(self, wanted: str) -> Iterator[tuple[float, Recipe]]:
        classes = [one for name, one in self.contents.blueprints.items() if wanted in ("", name) and one.methods]
        for one in sorted(classes, key=lambda one: -_class_weight(one)):
            good, bad = recipes(self.driver, of_class(one, self.contents.globals))
            if not good and any(trouble.error == "ValueError" for _, trouble in bad):
                several = [recipe for recipe, _ in bad if recipe.layout.features != 1]
                good, _ = recipes(self.driver, several[:8], square=True)
            self.failed += bad
            self.wrong += [one.name] if good and not good[0].right and not is_another(one.name) else []
            yield from ((_class_weight(one) * _weight(recipe), recipe) for recipe in good[:1])

    def _functions(self) -> Iterator[tuple[float, Recipe]]:
        """Functions that fit from a start of their own: `theta = gradient_descent(X, y, lr, n)`, and the script."""
        right = "descend" in self.answered
        for one in self.contents.wanted():
            named = goal_weights(one.name).get("descend", 0) or goal_weights(one.name).get("gradient", 0)
            counts = _counts_steps(one)
            if one.call != SCRIPT and not named and not counts and len(self.contents.routines) > 3:
                continue
            ways = of_function(one, self.binder.read_globals(one), self.contents.derived)
            good, bad = recipes(self.driver, ways, one.returned, most=FEW if right and one.call == SCRIPT else TRIED)
            right = right or any(recipe.right for recipe in good)
            self.failed += bad if named or counts or one.call == SCRIPT else []
            good = [recipe for recipe in good if recipe.right or one.call == SCRIPT or self._repeats(one)]
            weight = 0.5 if one.call == SCRIPT else 0.6 + 0.4 * named
            yield from ((weight * _weight(recipe), recipe) for recipe in self._settled(one, good)[:1])

    def _repeats(self, one: Routine) -> bool:
        """Whether it has a loop, or calls a function of the file that may have one: a hypothesis trains nothing."""
        loops = (ast.For, ast.While, ast.comprehension)
        return bool(one.calls & self.contents.routines.keys()) or any(isinstance(n, loops) for n in ast.walk(one.node))

    def _settled(self, one: Routine, good: list[Recipe]) -> list[Recipe]:
        """What is right, or has no rival among the functions that already answer."""
        named = goal_weights(one.name).get("descend", 0) >= 0.5 or _counts_steps(one)
        trains = "gradient" not in self.answered or named
        alone = "descend" not in self.answered and trains
        settled = [recipe for recipe in good if recipe.right or (alone and "n_iterations" in recipe.text)]
        return settled or (good if not self.answered else [])


def _stepping(found: list[tuple[float, Recipe]]) -> list[tuple[float, Recipe]]:
    """Of classes that fit those that take steps, if any does: the one beside them solves the normal equation."""
    return [pair for pair in found if "n_iterations" in pair[1].text] or found


def _counts_steps(one: Routine) -> bool:
    """Whether it takes a number of steps and a learning rate, by their names."""
    meant = [proposals(parameter.name) for parameter in one.parameters]
    return all(any(weights.get(role, 0) > 0.6 for weights in meant) for role in ("lr", "k"))


def _weight(recipe: Recipe) -> float:
    return recipe.weight * (2 if recipe.right else 1)


def _class_weight(one: Blueprint) -> float:
    words = set(split(one.name))
    if words & _OTHER_MODELS:
        return _OTHER
    return 1.0 if words & {"linear", "lr", "regression", "regressor", "gd"} or goal_weights(one.name) else 0.8
