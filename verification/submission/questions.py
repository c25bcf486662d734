"""A bound call as the question that it answers: cost, gradient, descend, model, and all of them with λ."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from verification.implementation import Implementation, Model, Unanswered
from verification.problem import Array
from verification.submission.driver import Driver
from verification.submission.functions import Bound
from verification.submission.layout import passes_held_out
from verification.submission.reading import losses_among, losses_at, losses_place
from verification.submission.remote import Recipe, RemoteModel, inside
from verification.submission.script import SCRIPT


def names(theta: Array, X: Array, y: Array, lr: float = 0.0, k: int = 0) -> dict[str, Any]:
    arrays = {"theta": np.asarray(theta), "X": np.asarray(X), "y": np.asarray(y)}
    return {**arrays, "lr": float(lr), "n_iterations": int(k)}


def cost(driver: Driver, bound: Bound) -> Any:
    def cost(theta: Array, X: Array, y: Array) -> Any:
        answer = driver.evaluate(bound.call.expression, names(theta, X, y), bound.call.settings)
        driver.note_changes(bound.call.expression, answer, ("theta", "X", "y"))
        return bound.reading(answer, 1)[0]

    return cost


def gradient(driver: Driver, bound: Bound) -> Any:
    def gradient(theta: Array, X: Array, y: Array) -> Array:
        answer = driver.evaluate(bound.call.expression, names(theta, X, y), bound.call.settings)
        driver.note_changes(bound.call.expression, answer, ("theta", "X", "y"))
        return bound.reading(answer, len(theta))

    return gradient


def descend(driver: Driver, bound: Bound) -> Any:
    def descend(theta: Array, X: Array, y: Array, lr: float, k: int) -> Array:
        # What a function of θ is meant to change in place, and what a script is given for its own, are copies.
        script = bound.call.routine.call == SCRIPT
        start = np.array(theta) if script or bound.reading.changed else theta
        given = (np.array(X), np.array(y)) if script else (X, y)
        answer = driver.evaluate(bound.call.expression, names(start, *given, lr, k), bound.call.settings)
        if not script:
            kept = ("X", "y") if bound.reading.changed else ("theta", "X", "y")
            driver.note_changes(bound.call.expression, answer, kept)
        if bound.reading.changed and "theta" not in answer.changed:
            return np.array(theta)
        return bound.reading(answer, len(theta))

    return descend


def history(driver: Driver, bound: Bound) -> Any:
    """The losses that descent returns beside θ, where the names in its return statement promise some."""

    def history(theta: Array, X: Array, y: Array, lr: float, k: int) -> Array | None:
        given = names(np.array(theta), np.array(X), np.array(y), lr, k)
        answer = driver.evaluate(bound.call.expression, given, bound.call.settings)
        place = losses_place(bound.call.routine.returned, answer.value)
        return None if place is None or passes_held_out(bound.call.expression) else losses_at(answer.value, place)

    return history


def logged(driver: Driver, bound: Bound) -> Any:
    """The losses that descent gathers on its way, whether it returns them or only shows them."""
    expression = inside(bound.call.expression)

    def logged(theta: Array, X: Array, y: Array, lr: float, k: int) -> Array | None:
        given = names(np.array(theta), np.array(X), np.array(y), lr, k)
        if passes_held_out(expression):
            return None
        return losses_among(driver.evaluate(expression, given, bound.call.settings).value)

    return logged


def logged_by_fit(driver: Driver, recipe: Recipe) -> Any:
    """The same of what fits from a start of its own."""
    watched = replace(recipe, fit=inside(recipe.fit))

    def logged(theta: Array, X: Array, y: Array, lr: float, k: int) -> Array | None:
        if passes_held_out(recipe.fit):
            return None
        model = RemoteModel(driver, watched, float(lr), int(k))
        model.fit(np.array(X), np.array(y))
        return losses_among(model.fitted.value if model.fitted else None)

    return logged


def steps(driver: Driver, bound: Bound) -> Any:
    once = descend(driver, bound)

    def stepped(theta: Array, X: Array, y: Array, lr: float, k: int) -> Array:
        theta = theta.copy()  # who takes step after step puts each result in its place: it may be the same array
        for _ in range(k):
            theta = once(theta, X, y, lr, 1)
        return np.array(theta)

    return stepped


def descend_from(driver: Driver, recipe: Recipe) -> Any:
    """A class that is told its start can be asked for the steps from any start."""

    def descend(theta: Array, X: Array, y: Array, lr: float, k: int) -> Array:
        model = RemoteModel(driver, recipe, float(lr), int(k))
        model.start = np.array(theta)
        model.fit(np.array(X), np.array(y))
        given = not recipe.build.startswith("filled(")  # what is filled with a start never took one
        if given and model.fitted and "theta" in model.fitted.changed:
            driver.find("changed-input", f"{recipe.fit} changed the theta that {recipe.name} was given")
            theta[...] = model.fitted.changed["theta"]
        found = model.theta()
        if found is None:
            raise Unanswered("shape", f"after {recipe.fit} the parameters were not {len(theta)} numbers")
        return found

    return descend


def model(driver: Driver, recipe: Recipe) -> Any:
    def model(lr: float, k: int) -> Model:
        return RemoteModel(driver, recipe, float(lr), int(k))

    return model


def asked_with(driver: Driver, constant: str, parts: dict[str, Any]) -> Any:
    """A value for a constant of the call, which is otherwise 0 → the same parts asked with it."""

    def altered(value: float) -> Implementation:
        asked = {goal: _with(driver, constant, value, ask) for goal, ask in parts.items()}
        if "model" in parts:
            asked["model"] = lambda lr, k: _ModelWith(driver, constant, value, parts["model"](lr, k))
        return Implementation(name=driver.source.name, **asked)

    return altered


def _with(driver: Driver, constant: str, value: float, ask: Any) -> Any:
    def question(*arguments: Any) -> Any:
        driver.constants[constant] = float(value)
        try:
            return ask(*arguments)
        finally:
            driver.constants[constant] = 0.0

    return question


class _ModelWith:
    """A `Model` asked with another value for a constant."""

    def __init__(self, driver: Driver, constant: str, value: float, model: Model) -> None:
        self.fit, self.predict = (_with(driver, constant, value, ask) for ask in (model.fit, model.predict))
        self.theta, self.history = (_with(driver, constant, value, ask) for ask in (model.theta, model.history))


# What asks the call that answers each goal.
OF_GOAL = {"cost": cost, "gradient": gradient, "descend": descend}
