"""From a class to a `Model`: how it is built, fitted and asked, where its settings go and where its θ stands."""

from __future__ import annotations

import ast
import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

import numpy as np

from verification.implementation import Unanswered
from verification.problem import Array
from verification.submission import truth
from verification.submission.anatomy import Blueprint, Routine
from verification.submission.driver import Answer, Driver
from verification.submission.functions import GIVEN_UP, setting
from verification.submission.layout import Layout, Trial, trials
from verification.submission.reading import (
    Leaf,
    Reading,
    as_array,
    checked,
    describe,
    leaves,
    parameter,
    scalar_readings,
    something_else,
    take,
    vector_readings,
)
from verification.submission.rewriting import SCRIPT
from verification.submission.roles import Assignment, arguments, assignments
from verification.submission.wire import Opaque
from verification.submission.words import goal_weights, proposals

# What an object shows of itself: constants of its class, then its own attributes.
_STATE = (
    "{**{k: v for c in reversed(type(model).__mro__) for k, v in vars(c).items() if type(v) in (int, float)}, "
    "**getattr(model, '__dict__', {})}"
)
_CLASSES_TRIED = 60


@dataclass(frozen=True)
class Recipe:
    """Everything that is done with an object of a class, as expressions.

    tuned: attributes that are set after building, as (attribute, expression). b, w: where θ stands in the state of the
    fitted object, the intercept apart; or w alone, with `last` where the intercept is its last entry.
    """

    name: str
    build: str
    fit: str
    predict: str = ""
    settings: dict[str, str] = field(default_factory=dict, hash=False)
    tuned: tuple[tuple[str, str], ...] = ()
    layout: Layout = field(default=Layout({}, 1.0))
    b: tuple[Any, ...] | None = None
    w: tuple[Any, ...] | None = None
    last: bool = False
    returned: bool = False  # θ stands in what fit returns, not in the object
    losses: tuple[Any, ...] | None = None
    roles: frozenset[str] = frozenset()
    line: int | None = None
    weight: float = 1.0
    right: bool = False

    @property
    def text(self) -> str:
        """For the report."""
        tuned = "".join(f"; model.{name} = {value}" for name, value in self.tuned)
        settings = "".join(f"; {name} = {value}" for name, value in self.settings.items())
        asked = f"; {self.predict}" if self.predict else ""
        built = f"model = {self.build}{tuned}; " if self.build else ""
        return f"{built}{self.fit}{settings}{asked}; {self._theta_text()}".rstrip("; ")

    @property
    def parameters_text(self) -> str:
        """θ as the attributes of an object: `weights=theta[1:], bias=theta[0]`, or "" where it is not so simple."""
        if self.w is None or self.returned:
            return ""
        if self.b is None:
            whole = "np.roll(theta, -1)" if self.last else "theta"
            return f"{self.w[0]}={whole}" if len(self.w) == 1 else ""
        simple = len(self.w) == len(self.b) == 1
        return f"{self.w[0]}=theta[1:], {self.b[0]}=theta[0]" if simple else ""

    def _theta_text(self) -> str:
        if self.w is None:
            return ""
        owner = "its result" if self.returned else "model"
        places = [f"{owner}{_path_text(path)}" for path in (self.b, self.w) if path is not None]
        return f"θ = {', '.join(places)}" + (" (intercept last)" if self.last else "")


def _path_text(path: tuple[Any, ...]) -> str:
    first, *rest = path or ("",)
    head = f".{first}" if isinstance(first, str) and first else ""
    return head + "".join(f"[{step!r}]" for step in (rest if head else path))


class RemoteModel:
    """A `Model` whose object lives in the submission's process."""

    _numbers = itertools.count(1)

    def __init__(self, driver: Driver, recipe: Recipe, lr: float, k: int) -> None:
        self.driver, self.recipe, self.lr, self.k = driver, recipe, lr, k
        self.key = f"model{next(self._numbers)}"
        self.built = False
        self.fitted: Answer | None = None
        self.columns = 0
        self.start: Array | None = None

    def fit(self, X: Array, y: Array) -> None:
        """Build the object if it is the first time, and fit it."""
        names = self._names(np.asarray(X), np.asarray(y))
        if not self.built or self.recipe.roles & _MADE_FOR:
            self._build(names)
        self.columns = X.shape[1]
        if self.recipe.build:
            self.fitted = self._ask(self.recipe.fit, names)
        else:
            self.fitted = self.driver.evaluate(self.recipe.fit, names, self.recipe.settings, keep=self.key)
        self.driver.note_changes(self.recipe.fit, self.fitted, ("X", "y"))

    def _build(self, names: dict[str, Any]) -> None:
        if not self.recipe.build:
            return
        self.driver.evaluate(self.recipe.build, names, self.recipe.settings, keep=self.key)
        for attribute, value in self.recipe.tuned:
            self._ask(f"setattr(model, {attribute!r}, {value})", names)
        self.built = True

    def _names(self, X: Array, y: Array) -> dict[str, Any]:
        """The names of the referee. A start that the code wants to be told is 0."""
        start = np.zeros(X.shape[1]) if self.start is None else self.start.copy()
        return {"X": X, "y": y, "lr": self.lr, "n_iterations": self.k, "theta": start}

    def _ask(self, expression: str, names: dict[str, Any]) -> Answer:
        # Settings were set when the object was built or fitted; asking it for more has none of their names.
        settings = self.recipe.settings if "n_iterations" in names else {}
        return self.driver.evaluate(expression, names, settings, subject=self.key)

    def predict(self, X: Array) -> Array:
        """ŷ (m,); where the class has no predict, Xθ."""
        if not self.recipe.predict:
            theta = self.theta()
            if theta is None:
                raise Unanswered("no-predict", "the class has no way to predict")
            return np.asarray(X @ theta)
        value = self._ask(self.recipe.predict, {"X": X}).value
        array = as_array(value)
        if array is None:
            raise Unanswered("object", f"predict returned {describe(value)} where {len(X)} numbers were expected")
        return checked(array.ravel(), len(X), value)

    def theta(self) -> Array | None:
        """θ (n,) as the object shows it; where its numbers are in units of its own, as `predict` shows it."""
        shown = self._shown()
        implied = self._implied()
        if shown is None or implied is None:
            return shown if implied is None else implied
        start = 1 if self.recipe.layout.intercept else 0
        # Other weights than predict's: the object standardises inside. Another intercept alone: a mistake.
        return shown if truth.alike(shown[start:], implied[start:]) else implied

    def _shown(self) -> Array | None:
        if self.recipe.w is None or self.fitted is None:
            return None
        state = self.fitted.value if self.recipe.returned else self._ask(_STATE, {}).value
        try:
            parts = [as_array(take(state, path)) for path in (self.recipe.b, self.recipe.w) if path is not None]
        except (KeyError, IndexError, TypeError):
            return None
        if any(part is None for part in parts):
            return None
        theta = np.concatenate([np.ravel(part) for part in parts if part is not None])
        theta = np.roll(theta, 1) if self.recipe.last else theta
        return theta if theta.size == self.columns and theta.dtype.kind in "iuf" else None

    def _implied(self) -> Array | None:
        """θ from ŷ at 0 and at the unit vectors, if ŷ is affine there and can be asked."""
        if not self.recipe.predict:
            return None
        eye = np.eye(self.columns)
        try:
            if not self.recipe.layout.intercept:
                return self.predict(eye)
            eye[:, 0] = 1.0
            values = self.predict(eye)
        except Unanswered:
            return None
        return np.concatenate([values[:1], values[1:] - values[0]])

    def history(self) -> Array | None:
        """The recorded losses."""
        if self.recipe.losses is None or self.fitted is None:
            return None
        state = {"fit": self.fitted.value, **self._ask(_STATE, {}).value}
        try:
            losses = as_array(take(state, self.recipe.losses))
        except (KeyError, IndexError, TypeError):
            return None
        return None if losses is None else losses.ravel()


# A constructor that takes any of these makes an object for one fit: fitting again means making it again.
_MADE_FOR = frozenset(["X", "y", "points", "frame", "theta", "w", "b"])

States = list[tuple[RemoteModel, dict[str, Any]]]


def recipes(
    driver: Driver, proposed: Iterable[Recipe], hints: tuple[tuple[str, ...], ...] = ()
) -> tuple[list[Recipe], list[tuple[Recipe, Unanswered]]]:
    """The ways of fitting that work, the best first; and what the others raised. hints: names of what is returned."""
    found: list[Recipe] = []
    failed: list[tuple[Recipe, Unanswered]] = []
    good_enough = 0.0
    for number, recipe in enumerate(sorted(proposed, key=lambda recipe: -recipe.weight)):
        if number >= _CLASSES_TRIED or any(good.right for good in found) or recipe.weight < 0.45 * good_enough:
            break
        if any(_takes_more(good, recipe) for good in found):
            continue
        try:
            driver.reload()
            found.append(_tried(driver, recipe, hints))
            if found[-1].weight > 0.7 * recipe.weight:
                good_enough = max(good_enough, recipe.weight)
        except Unanswered as trouble:
            failed.append((recipe, trouble))
            if trouble.kind in GIVEN_UP:
                break
    return sorted(found, key=lambda recipe: -recipe.weight * (3 if recipe.right else 1)), failed


def _takes_more(good: Recipe, recipe: Recipe) -> bool:
    """What works with several features is not asked with one: there d = 1 hides what is divided by d."""
    same = (good.build, good.fit, good.predict) == (recipe.build, recipe.fit, recipe.predict)
    return same and recipe.layout.univariate and not good.layout.univariate


def of_class(blueprint: Blueprint, globals_: dict[str, bool]) -> Iterator[Recipe]:
    """The natural ways of building and fitting an object."""
    constructor = blueprint.methods.get("__init__") or _empty(blueprint)
    for built in assignments(constructor, {}, data=False)[:4]:
        for method in _fitting(blueprint):
            read = {name: needed for name, needed in globals_.items() if name in _read(blueprint, method)}
            for fitted in assignments(method, read, data=not built.roles & {"X", "y", "points"})[:4]:
                if not fitted.roles & built.roles & {"X", "y", "lr", "k"}:
                    yield from _laid_out(blueprint, method, built, fitted)
                    if "k" not in fitted.roles | built.roles:
                        yield from _in_two_calls(blueprint, method, built, fitted)


def _in_two_calls(blueprint: Blueprint, method: Routine, built: Assignment, fitted: Assignment) -> Iterator[Recipe]:
    """`model.fit(X, y)` that only takes the data, and then `model.train(alpha, n)`."""
    for other in blueprint.methods.values():
        if other.name == method.name or other.name.startswith("__") or not other.parameters:
            continue
        for trained in assignments(other, {}, data=False)[:2]:
            if "k" not in trained.roles or not trained.roles <= {"k", "lr", "flag", "tolerance", "penalty"}:
                continue
            forms = {role: form for role in trained.roles if (form := Layout({}, 1.0).form(role))}
            then = f"{other.call}({arguments(trained, forms)})"
            for recipe in _laid_out(blueprint, method, built, fitted):
                yield replace(recipe, fit=f"({recipe.fit}, {then})[-1]", weight=recipe.weight * 0.7, line=other.line)


def of_function(routine: Routine, globals_: dict[str, bool]) -> Iterator[Recipe]:
    """The natural ways of calling a function that fits from a start of its own: as it is, or by its variables."""
    for assignment in assignments(routine, globals_)[:6]:
        complete = {"X", "y"} <= assignment.roles or assignment.roles & {"points", "frame"} or routine.call == SCRIPT
        if not complete or assignment.roles & {"theta", "w", "b", "predicted", "residual"}:
            continue
        for layout in _data_layouts(assignment.roles):
            forms = {role: form for role in assignment.roles if (form := layout.form(role))}
            if len(forms) < len(assignment.roles):
                continue
            called = arguments(assignment, forms)
            settings = {name: setting(name, forms[role]) for name, role in assignment.settings}
            weight = assignment.weight * layout.weight
            for fit, share in ((f"{routine.call}({called})", 1.0), (f"locals_of({routine.call}, {called})", 0.6)):
                yield Recipe(
                    name=routine.name,
                    build="",
                    fit=fit,
                    settings=settings,
                    layout=layout,
                    line=routine.line,
                    weight=weight * share,
                    predict=f"model({forms['X']})" if share == 1.0 and "X" in forms else "",
                )


def of_expression(expression: str, blueprints: dict[str, Blueprint]) -> Iterator[Recipe]:
    """What the user says fits: an expression whose value is the fitted object or θ."""
    given = re.search(r"X(\[[^\]]*\])?", expression)
    form = given[0] if given else "X"
    named = next((one for name, one in blueprints.items() if name in expression), None)
    method = _predicting(named) if named else None
    predict = f"{method.call}({form})" if method else f"model({form})"
    for layout in given_layouts(expression):
        build, fit = _built_and_fitted(expression)
        line = named.line if named else None
        yield Recipe(named.name if named else "", build, fit, predict, layout=layout, line=line)


def _built_and_fitted(expression: str) -> tuple[str, str]:
    """`Model(…).fit(…)` as its two parts, for `fit` need not return the object."""
    tree = ast.parse(expression, mode="eval").body
    match tree:
        case ast.Call(func=ast.Attribute(value=ast.Call() as made) as method):
            build = ast.unparse(made)
            method.value = ast.Name("model")
            return build, ast.unparse(tree)
    return "", expression


def in_design(expression: str) -> str:
    """The user's expression over our X, which begins with the ones: beside theta[0] and theta[1:], theirs does not.

    Raises `ValueError` for what is no expression.
    """
    try:
        tree = ast.parse(expression, mode="eval")
    except SyntaxError as error:
        raise ValueError(f"{expression!r} is no Python expression: {error.msg}. Quote it for the shell.") from None
    parts = [node for node in ast.walk(tree) if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name)]
    names = {node.value.id for node in parts if isinstance(node.value, ast.Name)}
    if "theta" not in names or "X" in names:
        return expression
    slope = any(ast.unparse(node) == "theta[1]" for node in parts)
    return re.sub(r"\bX\b", "X[:, 1]" if slope else "X[:, 1:]", expression)


def given_layouts(expression: str) -> list[Layout]:
    """What an expression of the user's own says about its problem."""
    forms = {"X": "X"}
    if re.search(r"X\[:, *1\]|theta\[1\]", expression):
        return [Layout(forms, 1.0, intercept=True, univariate=True)]
    split = re.search(r"X\[:, *1:\]|theta\[0\]|theta\[1:\]", expression)
    return [Layout(forms, 1.0, intercept=True)] if split else [Layout(forms, 1.0), Layout(forms, 0.9, intercept=True)]


def _read(blueprint: Blueprint, method: Routine) -> set[str]:
    """The globals that a method and the methods it calls read."""
    seen, reading = {method.name}, [method]
    for one in reading:
        for name in one.calls & blueprint.methods.keys() - seen:
            seen.add(name)
            reading.append(blueprint.methods[name])
    return {name for one in reading for name in one.free}


def _empty(blueprint: Blueprint) -> Routine:
    anything = next(iter(blueprint.methods.values()))
    return replace(anything, call=blueprint.name, parameters=())


def _laid_out(blueprint: Blueprint, method: Routine, built: Assignment, fitted: Assignment) -> Iterator[Recipe]:
    roles = built.roles | fitted.roles
    predicting = _predicting(blueprint)
    for layout in _data_layouts(roles):
        forms = {role: layout.form(role) for role in roles}
        if not all(forms.values()):
            continue
        known = {role: form for role, form in forms.items() if form}
        predict = f"{predicting.call}({known['X']})" if predicting and "X" in known else ""
        yield Recipe(
            name=blueprint.name,
            build=f"{blueprint.name}({arguments(built, known)})",
            fit=f"{method.call}({arguments(fitted, known)})",
            predict=predict,
            settings={name: setting(name, known[role]) for name, role in fitted.settings},
            layout=layout,
            roles=built.roles,
            line=method.line,
            weight=built.weight * fitted.weight * layout.weight * _fit_weight(method),
        )


def _fit_weight(method: Routine) -> float:
    plain = {"fit": 1.0, "train": 0.98, "fit_": 0.97}
    weights = goal_weights(method.name)
    return plain.get(method.name, 0.5 + 0.4 * weights.get("descend", 0) - 0.4 * weights.get("metric", 0))


def _fitting(blueprint: Blueprint) -> list[Routine]:
    """The methods that may fit: those named so."""
    public = {name: method for name, method in blueprint.methods.items() if not name.startswith("__")}
    able = [method for name, method in public.items() if goal_weights(name).get("descend")]
    if not able:
        able = [method for method in public.values() if len(method.parameters) >= 2]
    return sorted(able, key=lambda method: -_fit_weight(method))[:3]


def _predicting(blueprint: Blueprint) -> Routine | None:
    """The method that predicts from X alone."""
    named = [
        (goal_weights(name).get("predict", 0) + (name == "predict"), method)
        for name, method in blueprint.methods.items()
        if (name == "__call__" or not name.startswith("__"))
        and sum(parameter.required for parameter in method.parameters) == 1
    ]
    weight, method = max(named, key=lambda pair: pair[0], default=(0, None))
    if not weight and len(named) == 1:
        return named[0][1]
    return method if weight else None


def _data_layouts(roles: frozenset[str]) -> Iterator[Layout]:
    """The layouts of the data, with those of a start if one is asked for."""
    starts = [{"theta": "theta", "w": "theta[1:]", "b": "theta[0]"}]
    if roles & {"theta", "w"}:
        starts.append({"theta": "theta[:, None]", "w": "theta[1:, None]", "b": "theta[0]"})
    for layout in _layouts_of_data(roles):
        for start in starts:
            one = layout.univariate and "w" in roles
            forms = {**start, **({"w": "theta[1]"} if one else {}), **layout.forms}
            yield replace(layout, forms=forms)


def _layouts_of_data(roles: frozenset[str]) -> Iterator[Layout]:
    if "points" in roles:
        yield Layout({"points": "np.column_stack([X[:, 1:], y])"}, 0.5, intercept=True)
        yield Layout({"points": "np.column_stack([X[:, 1], y])"}, 0.4, intercept=True, univariate=True)
        return
    for y, y_weight in (("y", 1.0), ("y[:, None]", 0.9)):
        yield Layout({"X": "X[:, 1:]", "y": y}, y_weight, intercept=True)
        yield Layout({"X": "X", "y": y}, 0.8 * y_weight)
        yield Layout({"X": "X[:, 1:]", "y": y}, 0.5 * y_weight, intercept=True, univariate=True)
        yield Layout({"X": "X[:, 1]", "y": y}, 0.6 * y_weight, intercept=True, univariate=True)
        yield Layout({"X": "X[:, 0]", "y": y}, 0.3 * y_weight, univariate=True)
    if "frame" in roles:
        frame = "pd.DataFrame({'x': X[:, 1], 'y': y})"
        yield Layout({"frame": frame}, 0.4, intercept=True, univariate=True)
    series = {"X": "pd.DataFrame(X[:, 1:])", "y": "pd.Series(y)"}
    yield Layout({**series}, 0.35, intercept=True)
    yield Layout({**series, "X": "X[:, 1:]"}, 0.36, intercept=True)
    yield Layout({**series, "X": "X"}, 0.33)
    yield Layout({**series, "X": "pd.Series(X[:, 1])"}, 0.3, intercept=True, univariate=True)
    yield Layout({"X": "X[:, 1].tolist()", "y": "y.tolist()"}, 0.4, intercept=True, univariate=True)
    yield Layout({"X": "X[:, 1:].tolist()", "y": "y.tolist()"}, 0.4, intercept=True)
    yield Layout({"X": "X[:, 1:].T", "y": "y[None, :]"}, 0.3, intercept=True)
    yield Layout({"X": "X[:, 1:].T", "y": "y"}, 0.3, intercept=True)


def _tried(driver: Driver, recipe: Recipe, hints: tuple[tuple[str, ...], ...]) -> Recipe:
    """The recipe with everything that can be learnt from fitting twice; raises `Unanswered` where it does not fit."""
    tried = trials(recipe.layout.intercept, recipe.layout.univariate)
    states: States = []
    for trial in tried:
        model = RemoteModel(driver, recipe, trial.lr, trial.k)
        if not states and recipe.build:
            model._build(model._names(trial.X, trial.y))
            recipe = model.recipe = _tuned(recipe, _state(driver, model))
            model.built = False
        model.fit(trial.X.copy(), trial.y.copy())
        if recipe.predict.startswith("model(") and not (model.fitted and _is_function(model.fitted.value)):
            recipe = model.recipe = replace(recipe, predict="")
        states.append((model, {"": model.fitted.value if model.fitted else None, **_state(driver, model)}))
    return _with_theta(_with_losses(recipe, states, tried[0].k), tried, states, hints)


def _is_function(value: Any) -> bool:
    return isinstance(value, Opaque) and "function" in value.kind


def _state(driver: Driver, model: RemoteModel) -> dict[str, Any]:
    value = driver.evaluate(_STATE, subject=model.key).value
    return value if isinstance(value, dict) else {}


def _tuned(recipe: Recipe, state: dict[str, Any]) -> Recipe:
    """Settings that are no parameter of anything but an attribute with a constant."""
    filled = {word for word in ("lr", "n_iterations") if word in recipe.build + recipe.fit}
    found: dict[str, str] = {}
    for attribute, value in state.items():
        if not isinstance(value, (int, float)) or isinstance(value, bool):
            continue
        for role, expression in (("lr", "lr"), ("k", "n_iterations")):
            if (
                expression not in filled
                and expression not in found.values()
                and proposals(attribute).get(role, 0) > 0.6
            ):
                found[attribute] = expression
    return replace(recipe, tuned=tuple(found.items()))


def _with_losses(recipe: Recipe, states: States, k: int) -> Recipe:
    """A vector named like losses, whose length has to do with the number of steps."""
    state = states[0][1]
    for leaf in leaves({("fit" if key == "" else key): value for key, value in state.items()}):
        meant = proposals(leaf.hint)
        named = max(meant.get("history", 0), goal_weights(leaf.hint).get("cost", 0) if leaf.hint else 0)
        named = max(named, 0.5 if re.search(r"err|loss|cost|mse", leaf.hint, re.IGNORECASE) else 0)
        if named > 0.4 and leaf.array.ndim <= 2 and leaf.array.size in (k - 1, k, k + 1) and leaf.array.ndim:
            return replace(recipe, losses=leaf.path)
    promised = [key for key, value in state.items() if isinstance(value, list) and _is_history(key)]
    short = next((key for key in promised if len(state[key]) < k - 1), None)
    return replace(recipe, losses=(short,)) if short else recipe


def _is_history(name: str) -> bool:
    """A name that promises a list of losses."""
    return bool(re.search(r"hist|losses|costs|errors", name, re.IGNORECASE))


def _with_theta(recipe: Recipe, tried: list[Trial], states: States, hints: tuple[tuple[str, ...], ...]) -> Recipe:
    """Where θ stands: the most natural place that fits both sizes and, if it can be asked, `predict`."""
    best = (-1.0, recipe)
    for candidate, natural in _places(recipe, tried[0], states[0][1], hints):
        shown = [_theta_at(candidate, model) for model, _ in states]
        if any(theta is None for theta in shown):
            continue
        weight = natural * (1.0 if _agrees(candidate, states, tried, shown) else 0.5)
        best = max(best, (weight, candidate), key=lambda pair: pair[0])
    weight, chosen = best
    implied = [model._implied() for model, _ in states]
    if weight < 0 and any(theta is None for theta in implied):
        raise Unanswered("no-parameters", f"{recipe.fit} ran, but no parameters of the right number are to be seen")
    _check_start(chosen, implied)
    if chosen.predict and any(theta is None for theta in implied):
        chosen, weight = replace(chosen, weight=chosen.weight * 0.4), weight * 0.3
    if not chosen.layout.intercept and chosen.build and _has_intercept(states[0][1]):
        return replace(chosen, weight=chosen.weight * 0.2)  # given the ones as well, its own could be wrong unseen
    path = _path(states[0][0].driver, chosen, tried)
    right = _right(chosen, tried, path)
    if not _moved(path):
        weight *= 0.3  # a fit on which the number of steps has no effect may be another method of the class
    return replace(chosen, weight=chosen.weight * (0.5 + max(weight, 0) / 2), right=right)


def _has_intercept(state: dict[str, Any]) -> bool:
    """Whether the fitted object keeps an intercept of its own."""
    kept = leaves({key: value for key, value in state.items() if key})
    return any(leaf.array.size == 1 and leaf.hint and parameter(leaf.hint) == "b" for leaf in kept)


def _with(model: RemoteModel, recipe: Recipe) -> RemoteModel:
    model.recipe = recipe
    return model


def _theta_at(recipe: Recipe, model: RemoteModel) -> Array | None:
    return _with(model, recipe)._shown()


def _agrees(recipe: Recipe, states: States, tried: list[Trial], shown: list[Array | None]) -> bool:
    for (model, _), trial, theta in zip(states, tried, shown, strict=True):
        try:
            predicted = _with(model, recipe).predict(trial.X)
        except Unanswered:
            return False
        if theta is None or not truth.alike(predicted, trial.X @ theta):
            return False
    return True


def _places(
    recipe: Recipe, trial: Trial, state: dict[str, Any], hints: tuple[tuple[str, ...], ...]
) -> Iterator[tuple[Recipe, float]]:
    n = trial.X.shape[1]
    for returned in (False, True):
        part = state[""] if returned else {key: value for key, value in state.items() if key}
        found = leaves(part, hints if returned else ())
        yield from _whole(recipe, found, n, returned)
        if recipe.layout.intercept:
            yield from _apart(recipe, found, n, returned)


def _lists(found: list[Leaf], n: int) -> Iterator[Leaf]:
    """θ as a list of numbers, each of which was taken for itself."""
    for leaf in found:
        parent = leaf.path[:-1]
        beside = [
            other for other in found if other.path and other.path[:-1] == parent and isinstance(other.path[-1], int)
        ]
        if parent and beside and leaf is beside[0] and len(beside) == n > 1:
            yield Leaf(parent, np.array([other.array for other in beside]), leaf.hint)


def _whole(recipe: Recipe, found: list[Leaf], n: int, returned: bool) -> Iterator[tuple[Recipe, float]]:
    for leaf in [*found, *_lists(found, n)]:
        if something_else(leaf.hint):
            continue
        if leaf.array.ndim > 1 and len(leaf.array) > n and leaf.array[-1].size == n:
            yield replace(recipe, w=(*leaf.path, -1), b=None, returned=returned), 0.15
        if leaf.array.size != n or leaf.array.ndim > 2 or (n == 1 and leaf.array.dtype.kind != "f"):
            continue
        meant = proposals(leaf.hint) if leaf.hint else {"theta": 0.5}
        if _is_setting(meant):
            continue
        weight = max(meant.get("theta", 0), meant.get("w", 0) * 0.95, 0.1)
        one = replace(recipe, w=leaf.path, b=None, returned=returned)
        yield one, weight
        if n > 1 and recipe.layout.intercept:
            yield replace(one, last=True), weight * 0.5


def _apart(recipe: Recipe, found: list[Leaf], n: int, returned: bool) -> Iterator[tuple[Recipe, float]]:
    found = [leaf for leaf in found if not something_else(leaf.hint)]
    for b in found:
        if b.array.size != 1 or (b.hint and proposals(b.hint).get("lr", 0) > 0.5):
            continue
        for w in found:
            if w is not b and w.array.size == n - 1 and w.array.ndim <= 2:
                weight = _parameter_weight(b, "b") * _parameter_weight(w, "w")
                yield replace(recipe, b=b.path, w=w.path, returned=returned), weight


def _is_setting(meant: dict[str, float]) -> bool:
    """A learning rate, a count or a regulariser is no parameter of the model."""
    settings = max(meant.get(role, 0) for role in ("lr", "k", "penalty", "tolerance", "seed", "batch"))
    return settings > max(0.5, *(meant.get(role, 0) for role in ("theta", "w", "b")))


def _parameter_weight(leaf: Leaf, wanted: str) -> float:
    if not leaf.hint:
        return 0.4
    meant = proposals(leaf.hint)
    if _is_setting(meant):
        return 0.01
    if wanted == "w":
        return max(meant.get("w", 0), meant.get("theta", 0) * 0.95, 0.1)
    return max(meant.get("b", 0), 0.1) if parameter(leaf.hint) != "w" else 0.05


def _check_start(recipe: Recipe, implied: list[Array | None]) -> None:
    """A layout for a model with an intercept is refused by one without: it is to be given the ones itself."""
    if not recipe.layout.intercept or recipe.b is not None or (recipe.w is not None and not recipe.returned):
        return
    if all(one is not None and one[0] == 0 for one in implied):
        raise Unanswered("no-intercept", "the model has no intercept of its own")


Path = list[list[Array | None]]


def _path(driver: Driver, recipe: Recipe, tried: list[Trial]) -> Path:
    """θ₅ and θ₆ on each trial."""
    return [[_fitted(driver, recipe, trial, k) for k in (5, 6)] for trial in tried]


def _moved(path: Path) -> bool:
    return any(not np.array_equal(before, after) for before, after in path if before is not None and after is not None)


def _right(recipe: Recipe, tried: list[Trial], path: Path) -> bool:
    """Whether the step from θ₅ to θ₆ is −α∇J(θ₅), whatever the start."""
    pairs = [(before, after) for before, after in path if before is not None and after is not None]
    if len(pairs) < len(tried) or not _moved(path):
        return False
    starts = [replace(trial, theta=before, k=1) for trial, (before, _) in zip(tried, pairs, strict=True)]
    ends = [after for _, after in pairs]
    scaled = recipe.layout.intercept and truth.right_scaled_descent(starts, ends)
    return scaled or truth.right_descent(starts, ends)


def _fitted(driver: Driver, recipe: Recipe, trial: Trial, k: int) -> Array | None:
    model = RemoteModel(driver, recipe, trial.lr, k)
    try:
        model.fit(trial.X.copy(), trial.y.copy())
        return model.theta()
    except Unanswered:
        return None


def object_question(driver: Driver, recipe: Recipe, method: Routine, goal: str) -> tuple[Any, str] | None:
    """A method as cost(θ, X, y) or gradient(θ, X, y): asked of a copy of a fitted object that has θ for parameters."""
    asked: list[tuple[Any, str, bool]] = []
    for assignment in assignments(method, {}, data=False)[:3]:
        for y in ("", "[:, None]"):
            vectors = {"y": f"y{y}", "predicted": f"(X @ theta){y}", "residual": f"(X @ theta - y){y}"}
            forms = {**recipe.layout.forms, **vectors}
            layout = replace(recipe.layout, forms=forms)
            known = {role: form for role in assignment.roles if (form := layout.form(role))}
            if len(known) < len(assignment.roles) or assignment.roles & {"theta", "w", "b", "lr", "k"}:
                continue
            expression = f"altered(model, {recipe.parameters_text}).{method.name}({arguments(assignment, known)})"
            asked += _asked_of_object(driver, recipe, expression, method, goal)
    return max(asked, key=lambda one: one[2])[:2] if asked else None


def _asked_of_object(
    driver: Driver, recipe: Recipe, expression: str, method: Routine, goal: str
) -> list[tuple[Any, str, bool]]:
    """The question with its text, and whether what is answered is right; nothing where nothing is answered."""
    tried = trials(recipe.layout.intercept, recipe.layout.univariate)

    def answer(theta: Array, X: Array, y: Array) -> Answer:
        model = RemoteModel(driver, recipe, 2.0**-20, 1)
        model.fit(np.array(X), np.array(y))
        names = {"theta": np.array(theta), "X": np.array(X), "y": np.array(y)}
        return driver.evaluate(expression, names, subject=model.key)

    size = [1 if goal == "cost" else len(trial.theta) for trial in tried]
    try:
        answers = [answer(trial.theta, trial.X, trial.y) for trial in tried]
        possible = scalar_readings if goal == "cost" else partial(vector_readings, size=size[0], histories=False)
        for reading in sorted(possible(answers[0], hints=method.returned), key=lambda one: -one.weight):
            values = [reading(one, n) for one, n in zip(answers, size, strict=True)]
            right = truth.right_cost if goal == "cost" else truth.right_gradient
            return [(_question(answer, reading, goal), expression, right(tried, values))]
    except Unanswered:
        pass
    return []


def _question(answer: Any, reading: Reading, goal: str) -> Any:
    def cost(theta: Array, X: Array, y: Array) -> Any:
        return reading(answer(theta, X, y), 1)[0]

    def gradient(theta: Array, X: Array, y: Array) -> Array:
        return reading(answer(theta, X, y), len(theta))

    return cost if goal == "cost" else gradient
