"""The laws of a model: what must hold of an object that is fitted and then asked.

A fit may descend in coordinates of its own. With φ = T⁻¹θ the parameters of standardised features, a step in φ is
φ − αTᵀ∇J, which is θ − αTTᵀ∇J in the user's units: right, and not θ − α∇J. So the coordinates are found first, by
trying the usual ones. Standardising y as well changes nothing in this: scale and shift of y drop out of the step.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import Any

import numpy as np

from verification import rounding
from verification.convention import Convention
from verification.implementation import Implementation, Model, Unanswered
from verification.laws import HALF_MEAN, Broken, Inapplicable, Inconclusive, Met, exact_of, judge
from verification.oracles import exact
from verification.problem import Array, Problem
from verification.rounding import OUTWARD, Arithmetic

STEPS = 4


@dataclass(frozen=True, eq=False)
class Coordinates:
    """zⱼ = (xⱼ − shiftⱼ) / scaleⱼ, in which θ = Tφ; the column of ones has shift 0 and scale 1."""

    name: str
    shift: Array
    scale: Array

    def T(self) -> Array:  # noqa: N802 - its name
        """The matrix of θ = Tφ: slopes are divided by their scale, and the intercept gives back what was shifted."""
        T = np.diag(1 / self.scale)
        T[0, :] -= self.shift / self.scale
        return T

    def condition(self, X: Array) -> float:
        """How much more a standardised column is perturbed than its entries were rounded: 1 + mean(|x| + |μ|)²/σ²."""
        if not self.shift.any():
            return 1.0
        size = np.abs(X) + np.abs(self.shift)
        return 1.0 + float(np.max(np.mean(size**2, axis=0) / self.scale**2))


def coordinates(X: Array, intercept: bool) -> Iterator[Coordinates]:
    """The data's own, then those that people scale to; without an intercept a shift cannot be given back."""
    zero, one = np.zeros(X.shape[1]), np.ones(X.shape[1])
    X = X.astype(np.float64)
    mean, low, span = X.mean(axis=0), X.min(axis=0), np.ptp(X, axis=0)
    spread, sample, size = X.std(axis=0), X.std(axis=0, ddof=1), np.linalg.norm(X, axis=0)
    yield Coordinates("the data's own", zero, one)
    named = [
        ("standardised", mean, spread),
        ("standardised by the sample deviation", mean, sample),
        ("centred", mean, one),
        ("scaled to [0, 1]", low, span),
        ("mean-normalised", mean, span),
        ("scaled by the largest", zero, np.abs(X).max(axis=0)),
        ("scaled by the deviation", zero, spread),
        ("scaled to unit length", zero, size),
        ("centred, to unit length", mean, np.linalg.norm(X - mean, axis=0)),
    ]
    for name, shift, scale in named:
        if shift.any() and not intercept:
            continue
        ones = np.arange(X.shape[1]) < int(intercept)
        frame = Coordinates(name, np.where(ones, 0.0, shift), np.where(ones, 1.0, scale))
        if (frame.scale > 0).all():
            yield frame


def find_coordinates(
    code: Implementation, problem: Problem, only: Convention | None = None
) -> tuple[Coordinates, Convention] | None:
    """The coordinates and the convention in which the fit's steps are those of descent; None if in none."""
    path = _trajectory(code, problem)
    for frame in coordinates(problem.X, code.intercept):
        for convention in [only] if only else Convention:
            try:
                _steps_in(frame, convention, path, problem)
            except (Broken, Inconclusive):
                continue
            return frame, convention
    return None


def fit_takes_the_steps(code: Implementation, problem: Problem, convention: Convention = HALF_MEAN) -> Met:
    """Each iterate, from runs of k and of k + 1 steps, is θ − αTTᵀ∇J of the one before, for usual coordinates T."""
    found = find_coordinates(code, problem, convention)
    path = _trajectory(code, problem)
    if found is None:
        own = next(coordinates(problem.X, code.intercept))
        return _steps_in(own, convention, path, problem)
    met = _steps_in(*found, path, problem)
    return Met(met.fraction, "" if found[0].name == "the data's own" else f"descends in coordinates {found[0].name}")


def predictions_are_affine(code: Implementation, problem: Problem, convention: Convention = HALF_MEAN) -> Met:
    """predict(X) = Xθ, on the data of the fit, on other data, and on a single sample alike."""
    model = _fitted(code, problem, STEPS)
    theta = parameters(model, problem, code.intercept)
    worst = Met(0.0)
    for X in (problem.X, _other(problem, code.intercept), problem.X[:1]):
        truth = exact_of(X) @ exact_of(theta)
        size = _sensitivity(problem, theta) + (np.abs(X) @ np.abs(theta)).max()
        slack = partial(_noise, problem, size)
        met = judge("the predictions", _predict(model, X), truth, slack, problem, informative=False)
        worst = max(worst, met, key=lambda m: m.fraction)
    return worst


def fitting_again_changes_nothing(code: Implementation, problem: Problem, convention: Convention = HALF_MEAN) -> Met:
    """Under one seed, `fit` twice equals `fit` once: nothing is left over from before."""
    once, twice = _fitted(code, problem, STEPS), _fitted(code, problem, STEPS)
    _fit(twice, problem)
    return _same("θ after fitting again", code, problem, once, twice)


def predicting_changes_nothing(code: Implementation, problem: Problem, convention: Convention = HALF_MEAN) -> Met:
    """`predict` twice gives the same, and leaves θ as it was, whatever data came in between."""
    model = _fitted(code, problem, STEPS)
    before, first = model.theta(), _predict(model, problem.X)
    _predict(model, _other(problem, code.intercept))
    second, after = _predict(model, problem.X), model.theta()
    if not np.array_equal(first, second, equal_nan=True):
        raise Broken("the predictions when asked again", problem, second, first, 0.0)
    if before is not None and after is not None and not np.array_equal(before, after, equal_nan=True):
        raise Broken("θ after predicting", problem, after, before, 0.0)
    return Met(0.0)


def fit_leaves_its_data(code: Implementation, problem: Problem, convention: Convention = HALF_MEAN) -> Met:
    """`fit` and `predict` change neither X nor y."""
    if code.model is None:
        raise Inapplicable("there is no model")
    X, y = problem.X.copy(), problem.y.copy()
    model = code.model(problem.lr, STEPS)
    model.fit(X, y)
    model.predict(X)
    for name, now, then in (("X", X, problem.X), ("y", y, problem.y)):
        if not np.array_equal(now, then):
            raise Broken(f"{name} after fit and predict", problem, now, then, 0.0)
    return Met(0.0)


def history_is_of_the_iterates(code: Implementation, problem: Problem, convention: Convention = HALF_MEAN) -> Met:
    """A recorded history has k entries, or k + 1 with the start, and they are the losses of the iterates.

    Any constant multiple of ‖r‖² counts as the loss, and so does its root.
    """
    model = _fitted(code, problem, STEPS)
    history = model.history()
    if history is None:
        raise Inapplicable("no history is recorded")
    history = np.asarray(history, dtype=np.float64)
    if history.shape not in ((STEPS,), (STEPS + 1,)):
        raise Broken("the shape of the history", problem, history.shape, f"({STEPS},) or ({STEPS + 1},)", 0)
    return _is_loss(history, _trajectory(code, problem), problem)


def parameters(model: Model, problem: Problem, intercept: bool) -> Array:
    """θ as the model shows it, or from its predictions at 0 and at the unit vectors."""
    shown = model.theta()
    if shown is not None:
        return np.asarray(shown, dtype=np.float64)
    n = problem.X.shape[1]
    rows = np.eye(n)
    if intercept:
        rows[:, 0] = 1.0
    at = _predict(model, rows).astype(np.float64)
    return np.concatenate([at[:1], at[1:] - at[0]]) if intercept else at


# ------------------------------------------------------------------------------------------------------------ private


def _fitted(code: Implementation, problem: Problem, k: int) -> Model:
    if code.model is None:
        raise Inapplicable("there is no model")
    model = code.model(problem.lr, k)
    _fit(model, problem)
    return model


def _fit(model: Model, problem: Problem) -> None:
    with np.errstate(all="ignore"):
        model.fit(problem.X.copy(), problem.y.copy())


def _predict(model: Model, X: Array) -> Array:
    return np.asarray(model.predict(X.copy()))


def _trajectory(code: Implementation, problem: Problem) -> list[Array]:
    """θ₀ … θ₄ from a run each; without θ₀ where the code does not take zero steps."""
    path = []
    for k in range(STEPS + 1):
        try:
            path.append(parameters(_fitted(code, problem, k), problem, code.intercept))
        except Unanswered:
            if k:
                raise
    return path


def _steps_in(frame: Coordinates, convention: Convention, path: list[Array], problem: Problem) -> Met:
    """Each iterate against one step in these coordinates from the one before."""
    f = convention.times(problem.m)
    T = exact_of(frame.T())
    worst = Met(0.0)
    for before, after in pairwise(path):
        move = T @ (T.T @ exact.gradient(before, problem.X, problem.y))
        truth = exact_of(before) - f * exact_of(np.array(problem.lr)) * move
        slack = partial(_step_slack, frame, before, problem, f)
        met = judge("θ after one more step of the fit", after, truth, slack, problem, start=before)
        worst = max(worst, met, key=lambda m: m.fraction)
    return worst


def _step_slack(frame: Coordinates, theta: Array, problem: Problem, f: int, model: Arithmetic) -> Array:
    """`rounding.step` in the frame's coordinates, carried back by |T|, and the change of coordinates there and back.

    A standardised entry carries the 3m + 20 roundings of its mean and deviation, times `condition`: with m ≥ 4 that is
    at most three times the n of the step itself, hence the 4u. Second-order terms are within the final 2.
    """
    T, worse = np.abs(frame.T()), frame.condition(problem.X)
    phi = frame.scale * np.abs(theta)
    phi[0] += np.abs(frame.shift) @ np.abs(theta)
    Z = (np.abs(problem.X) + np.abs(frame.shift)) / frame.scale * worse
    y = np.abs(problem.y) + np.abs(problem.y).mean()
    coarse = Arithmetic(4 * model.u, 4 * model.eta, model.top)
    alpha = f * problem.lr
    own = T @ rounding.step(phi, Z, y, alpha, coarse)
    change = _noise(problem, worse * float((T @ phi).sum()), model)
    H = np.abs(problem.X).T @ np.abs(problem.X) / problem.m
    carried = change + (np.eye(len(T)) + alpha * T @ T.T @ H).sum(axis=1) * change
    return np.asarray(2 * OUTWARD * (own + carried))


def _noise(problem: Problem, size: float, model: Arithmetic) -> float:
    """The rounding of a number that is assembled from terms of this size by way of means and deviations."""
    m, d = problem.X.shape
    return float(model.gamma(4 * (m + d + 20)) * size * OUTWARD + model.eta * (m + d + 20))


def _sensitivity(problem: Problem, theta: Array) -> float:
    """The size of the terms of which a prediction from standardised features is assembled."""
    frames = coordinates(problem.X, bool(np.all(problem.X[:, 0] == 1)))
    worse = max(frame.condition(problem.X) for frame in frames)
    return float(worse * (np.abs(problem.X).max(axis=0) * np.abs(theta)).sum())


def _other(problem: Problem, intercept: bool) -> Array:
    """Data of the same width with another mean and spread."""
    X = 2 * problem.X[: max(2, problem.m // 2)] + 1
    if intercept:
        X[:, 0] = 1
    return X


def _same(what: str, code: Implementation, problem: Problem, one: Model, other: Model) -> Met:
    """The same θ, but for sums that were taken in another order because an array lay elsewhere in memory."""
    a, b = (parameters(model, problem, code.intercept) for model in (one, other))
    size = _sensitivity(problem, a) + float(np.abs(a).sum())
    return judge(what, b, exact_of(a), partial(_noise, problem, STEPS * size), problem, informative=False)


def _is_loss(history: Array, path: list[Array], problem: Problem) -> Met:
    """Whether history or its square is a constant times J at the iterates, from the start or from the first step on."""
    costs = [float(exact.cost(theta, problem.X, problem.y)) for theta in path]
    if min(costs) == 0:
        raise Inconclusive("the cost vanishes")
    wiggle = _wiggle(path, costs, problem)
    for power in (1, 2):
        for recorded, losses in _aligned(history, costs):
            ratios = recorded**power / np.array(losses)
            spread = np.ptp(ratios) / np.abs(ratios).max() if np.abs(ratios).max() > 0 else np.inf
            if spread <= 2 * wiggle and ratios.min() > 0:
                return Met(float(spread / (2 * wiggle)))
    raise Broken("the history", problem, history, costs, wiggle)


def _aligned(history: Array, costs: list[float]) -> Iterator[tuple[Array, list[float]]]:
    """The losses before or after each step; where no one could ask for no steps, those before, from the second on."""
    n = len(history)
    if len(costs) < n:
        yield history[-len(costs) :], costs
        return
    yield history, costs[:n]
    yield history, costs[-n:]
    if len(costs) == STEPS or n > STEPS:  # or the loss at the start, and then that before each step
        yield history[1:], costs[: n - 1]


def _wiggle(path: list[Array], costs: list[float], problem: Problem) -> float:
    """The relative error of a loss of the iterates, in the coordinates that round worst."""

    def of(theta: Array, cost: float, model: Arithmetic) -> float:
        size = np.abs(problem.X) + np.abs(problem.X).mean(axis=0)
        around = rounding.cost(theta, size, np.abs(problem.y) + np.abs(problem.y).mean(), model)
        shift = _noise(problem, _sensitivity(problem, theta), model)
        steep = np.abs(exact.gradient(theta, problem.X, problem.y).astype(float)).sum()
        return float((around * 4 + steep * shift) / cost)

    single = any(np.asarray(theta).dtype == np.float32 for theta in path)
    model = rounding.SINGLE if single else rounding.arithmetic(problem.X.dtype)
    found = [of(theta, cost, model) for theta, cost in zip(path, costs, strict=True)]
    return max(found) * OUTWARD


def fit_problems(intercept: bool, features: int | None) -> Iterator[Problem]:
    """Problems for a fit: correlated features with means that are not zero, and αL = ½."""
    rng = np.random.default_rng(7)
    for m in (6, 9, 14):
        X: Any = rng.integers(-4, 9, (m, features or 2)) / 4 + 0.5
        if X.shape[1] > 1:
            X[:, 1] += X[:, 0] / 2
        X = np.column_stack([np.ones(m), X]) if intercept else X
        y = rng.integers(-8, 17, m) / 4.0
        yield Problem(np.zeros(X.shape[1]), X, y, 0.5 / rounding.curvature(X))
