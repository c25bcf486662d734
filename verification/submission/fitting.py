"""Which of the proposed ways of fitting works: each is tried, and what it leaves behind shows where θ stands."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import numpy as np

from verification.implementation import Unanswered
from verification.problem import Array
from verification.submission import truth
from verification.submission.driver import Driver
from verification.submission.functions import GIVEN_UP
from verification.submission.layout import Trial, passes_held_out, squared, trials
from verification.submission.places import places
from verification.submission.reading import is_spread, leaves, losses_at, losses_place, parameter
from verification.submission.remote import STATE, Recipe, RemoteModel
from verification.submission.wire import Opaque
from verification.submission.words import goal_weights, is_held_out, proposals, split

TRIED = 60
_LOCALS = 6  # places among local variables


States = list[tuple[RemoteModel, dict[str, Any]]]


def recipes(
    driver: Driver,
    proposed: Iterable[Recipe],
    hints: tuple[tuple[str, ...], ...] = (),
    square: bool = False,
    most: int = TRIED,
) -> tuple[list[Recipe], list[tuple[Recipe, Unanswered]]]:
    """The ways of fitting that work, the best first; and what the others raised. hints: names of what is returned.

    square: on as many samples as features, where a product with X for Xᵀ has an answer.
    """
    found: list[Recipe] = []
    failed: list[tuple[Recipe, Unanswered]] = []
    good_enough = 0.0
    for number, recipe in enumerate(sorted(proposed, key=lambda recipe: -recipe.weight)):
        settled = any(good.right and not good.mute for good in found)
        if number >= most or settled or recipe.weight < 0.45 * good_enough:
            break
        if any(_takes_more(good, recipe) for good in found):
            continue
        try:
            driver.reload()
            found.append(_sure(_tried(driver, recipe, hints, square)))
            if found[-1].weight > 0.7 * recipe.weight:
                good_enough = max(good_enough, recipe.weight)
        except Unanswered as trouble:
            failed.append((recipe, trouble))
            if trouble.kind in GIVEN_UP:
                break
    spread = bool(found) and all(one.spread for one in found)
    found = found if spread else [replace(one, spread="") for one in found]
    return sorted(found, key=lambda recipe: -recipe.weight * (3 if recipe.right else 1)), failed


def _sure(recipe: Recipe) -> Recipe:
    """The recipe, unless it is wrong and only guessed: then it was perhaps called wrongly."""
    if recipe.guessed and not recipe.right:
        raise Unanswered("unclear", f"what {recipe.fit} wants to be given is not clear")
    return recipe


def _takes_more(good: Recipe, recipe: Recipe) -> bool:
    """What works with several features is not asked with one: there d = 1 hides what is divided by d.

    A fit on which no number of steps has an effect may want one.
    """
    same = (good.build, good.fit) == (recipe.build, recipe.fit)
    return same and recipe.layout.features is not None and good.layout.features is None and not good.still


def _tried(driver: Driver, recipe: Recipe, hints: tuple[tuple[str, ...], ...], square: bool) -> Recipe:
    """The recipe with everything that can be learnt from fitting twice; raises `Unanswered` where it does not fit."""
    tried, hints = trials(recipe.layout.intercept, recipe.layout.features), hints or recipe.promised
    if square:
        tried = [squared(trial, trial.X.shape[1] - recipe.layout.intercept) for trial in tried]
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
    recipe = replace(recipe, spread=_spread(states, tried, hints))
    return _with_theta(_with_losses(recipe, states, tried[0].k, hints), tried, states, hints)


def _spread(states: States, tried: list[Trial], hints: tuple[tuple[str, ...], ...]) -> str:
    """The name of an intercept that has an entry for each of the samples, however many they are."""
    found = [
        {
            leaf.hint
            for leaf in leaves(state, ()) + leaves(state[""], hints)
            if is_spread(leaf, len(trial.y)) and not np.array_equal(leaf.array.ravel(), trial.y)  # y itself is kept
        }
        for (_, state), trial in zip(states, tried, strict=True)
    ]
    return min(set.intersection(*found), default="")


def _is_function(value: Any) -> bool:
    return isinstance(value, Opaque) and "function" in value.kind


def _state(driver: Driver, model: RemoteModel) -> dict[str, Any]:
    value = driver.evaluate(STATE, subject=model.key).value
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


def _with_losses(recipe: Recipe, states: States, k: int, hints: tuple[tuple[str, ...], ...]) -> Recipe:
    """A vector named like losses, whose length has to do with the number of steps."""
    state = states[0][1]
    if passes_held_out(recipe.fit):
        return recipe
    returned = [replace(leaf, path=("fit", *leaf.path)) for leaf in leaves(state[""], hints)]
    kept_there = leaves({key: value for key, value in state.items() if key})
    named = [leaf for leaf in [*returned, *kept_there] if _is_named_losses(leaf.hint)]
    fitting = [leaf for leaf in named if leaf.array.ndim in (1, 2) and leaf.array.size in (k - 1, k, k + 1)]
    if fitting:
        return replace(recipe, losses=max(fitting, key=lambda leaf: _tells_losses(leaf.hint)).path)
    promised = [key for key, value in state.items() if isinstance(value, list) and _is_history(key)]
    short = next((key for key in promised if len(state[key]) < k - 1), None)
    place = None if short else losses_place(hints, state[""])
    kept = None if place is None else losses_at(state[""], place)
    if place is not None and kept is not None and not kept.size:  # one loss in every so many steps is a history too
        return replace(recipe, losses=("fit", *place))
    return replace(recipe, losses=(short,)) if short else recipe


def _is_named_losses(name: str) -> bool:
    """A name that losses may have, if not those of other samples than the ones that train, nor that of parameters."""
    meant = proposals(name)
    likely = max(meant.get("history", 0), goal_weights(name).get("cost", 0) if name else 0) > 0.4
    of_parameters = max(meant.get(role, 0) for role in ("w", "b", "theta")) > 0.3
    named = _tells_losses(name) or (likely and not of_parameters)
    return named and not is_held_out(name) and not _OTHER_MEASURES & set(split(name))


_OTHER_MEASURES = frozenset(str.split("r2 r rsquared rmse mae mape score scores acc accuracy"))
"""What is kept beside the losses, and is none."""


def _tells_losses(name: str) -> bool:
    return bool(re.search(r"err|loss|cost|mse", name, re.IGNORECASE))


def _is_history(name: str) -> bool:
    """A name that promises a list of losses."""
    return bool(re.search(r"hist|losses|costs|errors", name, re.IGNORECASE)) and not is_held_out(name)


def _with_theta(recipe: Recipe, tried: list[Trial], states: States, hints: tuple[tuple[str, ...], ...]) -> Recipe:
    """Where θ stands: the most natural place that fits both sizes and, if it can be asked, `predict`."""
    standing = _places(recipe, tried, states, hints)
    implied = [model._implied() for model, _ in states]
    if not standing and any(theta is None for theta in implied):
        if recipe.spread:  # that an intercept has an entry for each sample says enough
            return replace(recipe, weight=0.2 * recipe.weight)
        raise Unanswered("no-parameters", f"{recipe.fit} ran, but no parameters of the right number are to be seen")
    weight, chosen = standing[0] if standing else (-1.0, recipe)
    _check_start(chosen, implied)
    if chosen.predict and any(theta is None for theta in implied):
        chosen = _asked_row_by_row(chosen, states)
        implied = [_with(model, chosen)._implied() for model, _ in states]
    if chosen.predict and any(theta is None for theta in implied):
        if standing and all(map(_has_no_prediction, states, tried)):
            chosen = replace(chosen, predict="", mute=chosen.predict)  # it prints one, or raises: θ is to be seen
        chosen, weight = replace(chosen, weight=chosen.weight * 0.4), weight * 0.3
    own = _has_intercept(states[0][1], len(tried[0].theta), hints) or _is_off_zero(_with(states[0][0], chosen))
    if not chosen.layout.intercept and own:
        return replace(chosen, weight=chosen.weight * 0.2)  # given the ones as well, its own could be wrong unseen
    settled = _settled(states[0][0].driver, chosen, weight, tried)
    if settled.right:
        return settled
    for other in [] if chosen.predict else _other_orders(chosen):
        turned = _settled(states[0][0].driver, other, weight, tried)
        settled = turned if turned.right else settled
    if not recipe.fit.startswith("locals_of("):
        return settled
    # Local variables are ours to choose: what is stepped rightly is θ, whatever the others are called.
    others = (_settled(states[0][0].driver, place, weight, tried) for weight, place in standing[1:_LOCALS])
    return next((other for other in others if other.right), settled)


def _asked_row_by_row(recipe: Recipe, states: States) -> Recipe:
    """A predict that has no answer for all samples may have one for each: then it is asked so."""
    call, features = recipe.predict.partition("(")[0], recipe.layout.forms.get("X", "")
    each = replace(recipe, predict=f"np.array([float({call}(row)) for row in {features}])")
    answers = features and all(_with(model, each)._implied() is not None for model, _ in states)
    return each if answers else recipe


def _other_orders(recipe: Recipe) -> list[Recipe]:
    """Whoever begins by itself and returns (w, b), or leaves the intercept last, has that order: it is no mistake."""
    if recipe.w is None or not recipe.layout.intercept:
        return []
    if recipe.b is None:
        return [replace(recipe, last=not recipe.last)]
    return [replace(recipe, b=recipe.w, w=recipe.b)] if recipe.layout.features == 1 else []


def _has_no_prediction(state: tuple[RemoteModel, dict[str, Any]], trial: Trial) -> bool:
    try:
        state[0].predict(trial.X)
    except Unanswered:
        return True
    return False


def _places(
    recipe: Recipe, tried: list[Trial], states: States, hints: tuple[tuple[str, ...], ...]
) -> list[tuple[float, Recipe]]:
    """Where θ may stand in both states, the most natural place first; of two alike the one that `predict` bears out."""
    found: list[tuple[float, bool, Recipe]] = []
    for candidate, natural in places(recipe, tried[0], states[0][1], hints):
        shown = [_theta_at(candidate, model) for model, _ in states]
        if all(theta is not None for theta in shown):
            agrees = _agrees(candidate, states, tried, shown)
            found.append((natural * (1.0 if agrees else 0.5), agrees, candidate))
    return [(weight, candidate) for weight, _, candidate in sorted(found, key=lambda one: (-one[0], not one[1]))]


def _settled(driver: Driver, recipe: Recipe, weight: float, tried: list[Trial]) -> Recipe:
    """The recipe, its weight after a look at where it leads, and whether that is right."""
    path = _path(driver, recipe, tried)
    right, still = _right(recipe, tried, path), not _moved(path)
    if still:
        weight *= 0.3  # a fit on which the number of steps has no effect may be another method of the class
    return replace(recipe, weight=recipe.weight * (0.5 + max(weight, 0) / 2), right=right, still=still)


def _has_intercept(state: dict[str, Any], n: int, hints: tuple[tuple[str, ...], ...]) -> bool:
    """Whether the fitted object, or what a fit returned, keeps an intercept of its own: one, or one for each column."""
    kept = [*leaves({key: value for key, value in state.items() if key}), *leaves(state[""], hints)]
    return any(leaf.array.size in (1, n) and leaf.hint and parameter(leaf.hint) == "b" for leaf in kept)


def _is_off_zero(model: RemoteModel) -> bool:
    """Whether it predicts anything but 0 for a sample of zeros."""
    with contextlib.suppress(Unanswered):
        return bool(model.recipe.predict) and bool(model.predict(np.zeros((1, model.columns)))[0] != 0)
    return False


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


def steps_of(driver: Driver, recipe: Recipe) -> tuple[list[Trial], list[Array]]:
    """The step from θ₅ to θ₆ on each trial, as a trial that starts at θ₅, and where it ends."""
    tried = trials(recipe.layout.intercept, recipe.layout.features)
    pairs = zip(tried, _path(driver, recipe, tried), strict=True)
    told = [(replace(t, theta=a, k=1), b) for t, (a, b) in pairs if a is not None and b is not None]
    return [start for start, _ in told], [end for _, end in told]


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
