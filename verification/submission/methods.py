"""The cost and the gradient that a class has as methods, asked of a fitted object with θ put into it."""

from __future__ import annotations

import ast
import contextlib
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np

from verification.implementation import Unanswered
from verification.problem import Array
from verification.submission import truth
from verification.submission.anatomy import Blueprint, Routine
from verification.submission.driver import Answer, Driver
from verification.submission.layout import trials
from verification.submission.reading import Reading, scalar_readings, vector_readings
from verification.submission.remote import Recipe, RemoteModel
from verification.submission.roles import arguments, assignments
from verification.submission.words import goal_weights, proposals


def of_object(
    driver: Driver, recipe: Recipe, blueprints: dict[str, Blueprint], goal: str
) -> tuple[Any, str, int] | None:
    """The question that a method named for it answers, its text, and the line of the method."""
    one = blueprints.get(recipe.name)
    if one is None:
        return None
    named = [(goal_weights(method.name), method) for method in one.methods.values()]
    found = [(weights[goal], method) for weights, method in named if weights.get(goal) and not weights.get("metric")]
    for _, method in sorted(found, key=lambda pair: -pair[0])[:2]:
        asked = _object_question(driver, recipe, method, goal)
        if asked is not None:
            return (*asked, method.line)
    return None


def _object_question(driver: Driver, recipe: Recipe, method: Routine, goal: str) -> tuple[Any, str] | None:
    """A method as cost(θ, X, y) or gradient(θ, X, y): asked of a copy of a fitted object that has θ for parameters."""
    asked: list[tuple[Any, str, bool]] = []
    for assignment in assignments(method, {}, data=False)[:3]:
        for y in ("", "[:, None]", "[None, :]"):
            if y == "[None, :]" and asked and "[None, :]" not in recipe.layout.forms.get("y", ""):
                continue  # of a row len(y) is 1, which makes m/2 of 1/2m
            vectors = {"y": f"y{y}", "predicted": f"(X @ theta){y}", "residual": f"(X @ theta - y){y}"}
            forms = {**recipe.layout.forms, **vectors, "theta": f"theta{y}"}
            layout = replace(recipe.layout, forms=forms)
            known = {role: form for role in assignment.roles if (form := layout.form(role))}
            if len(known) < len(assignment.roles) or assignment.roles & {"w", "b", "lr", "k"}:
                continue
            if not recipe.parameters_text and not assignment.roles & {"predicted", "residual", "theta"}:
                continue  # θ is not in the object, and does not come with what is passed
            told = ", ".join([recipe.parameters_text, *_predictions(method)])
            altered = f"altered(model, {told})" if recipe.parameters_text else "model"
            expression = f"{altered}.{method.name}({arguments(assignment, known)})"
            asked += _asked_of_object(driver, recipe, expression, method, goal)
    return max(asked, key=lambda one: one[2])[:2] if asked else None


def _predictions(method: Routine) -> Iterator[str]:
    """The predictions that the object keeps and the method reads and does not make: those of θ, in their shape."""
    kept = {part.attr: part.ctx for part in ast.walk(method.node) if isinstance(part, ast.Attribute) and _is_own(part)}
    for name, context in kept.items():
        if isinstance(context, ast.Load) and proposals(name).get("predicted", 0) > 0.8 and name not in method.calls:
            yield f"{name}=np.reshape(X @ theta, np.shape(model.{name}))"


def _is_own(part: ast.Attribute) -> bool:
    return isinstance(part.value, ast.Name) and part.value.id == "self"


def _asked_of_object(
    driver: Driver, recipe: Recipe, expression: str, method: Routine, goal: str
) -> list[tuple[Any, str, bool]]:
    """The question with its text, and whether what is answered is right; nothing where nothing is answered."""
    tried = trials(recipe.layout.intercept, recipe.layout.features)

    def answer(theta: Array, X: Array, y: Array) -> Answer:
        model = RemoteModel(driver, recipe, 2.0**-20, 1)
        model.fit(np.array(X), np.array(y))
        names = {"theta": np.array(theta), "X": np.array(X), "y": np.array(y)}
        return driver.evaluate(expression, names, subject=model.key)

    size = [1 if goal == "cost" else len(trial.theta) for trial in tried]
    try:
        answers = [answer(trial.theta, trial.X, trial.y) for trial in tried]
        others = [answer(trial.theta, trial.X, trial.y + 1) for trial in tried]
    except Unanswered:
        return []
    possible = scalar_readings if goal == "cost" else partial(vector_readings, size=size[0], histories=False)
    found = []
    for reading in sorted(possible(answers[0], hints=method.returned), key=lambda one: -one.weight):
        with contextlib.suppress(Unanswered):
            values = [reading(one, n) for one, n in zip(answers, size, strict=True)]
            if all(truth.alike(reading(one, n), value) for one, n, value in zip(others, size, values, strict=True)):
                continue  # a penalty knows nothing of y
            right = truth.right_cost if goal == "cost" else truth.right_gradient
            found.append((_question(answer, reading, goal), expression, right(tried, values)))
    return sorted(found, key=lambda one: -one[2])[:1]


def _question(answer: Any, reading: Reading, goal: str) -> Any:
    def cost(theta: Array, X: Array, y: Array) -> Any:
        return reading(answer(theta, X, y), 1)[0]

    def gradient(theta: Array, X: Array, y: Array) -> Array:
        return reading(answer(theta, X, y), len(theta))

    return cost if goal == "cost" else gradient
