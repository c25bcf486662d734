"""Whether an answer is right under one of the conventions: used only to choose among equally natural bindings.

The oracles are not asked: this is no verdict, and binding must not depend on what judges it.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from verification.problem import Array
from verification.submission.layout import Trial

# Far above any rounding on the trials, far below what tells one binding from another. Nothing is judged by it.
_ALIKE = 2.0**-16


def alike(a: Array, b: Array) -> bool:
    """Whether two answers are the same but for rounding, float32 included, as far as choosing a binding goes."""
    scale = max(1.0, float(np.max(np.abs(b), initial=0.0)))
    return np.shape(a) == np.shape(b) and bool(np.all(np.abs(a - b) <= _ALIKE * scale))


# c(m) in J = c·‖r‖²
_CONVENTIONS: list[Callable[[int], float]] = [lambda m: 1 / (2 * m), lambda m: 1 / m, lambda m: 0.5, lambda m: 1.0]
SUMS = frozenset([2, 3])  # those of a sum


def convention(goal: str, trials: list[Trial], values: list[Array]) -> int | None:
    """Which of the conventions the answers on all trials follow: of a cost J = c‖r‖², of ∇J = 2c·Xᵀr, of θₖ."""
    return _followed(trials, values, _FORMULAS[goal])


def right_cost(trials: list[Trial], values: list[Array]) -> bool:
    """J = c‖r‖² on every trial, with one convention."""
    return convention("cost", trials, values) is not None


def right_gradient(trials: list[Trial], values: list[Array]) -> bool:
    """∇J = 2c·Xᵀr on every trial, with one convention."""
    return convention("gradient", trials, values) is not None


def along_gradient(trials: list[Trial], values: list[Array]) -> bool:
    """A multiple of Xᵀr on every trial, whichever."""
    pairs = [(value, t.X.T @ (t.X @ t.theta - t.y)) for t, value in zip(trials, values, strict=True)]
    return all(alike(value, (value @ g) / (g @ g) * g) and bool(np.any(value)) for value, g in pairs)


def sums_residuals(trials: list[Trial], values: list[Array]) -> bool:
    """±c·Σr on every trial, c that of one convention: the residuals of a cost, and not their squares."""
    sums = [(len(t.y), np.array([np.sum(t.X @ t.theta - t.y)])) for t in trials]
    signed = [np.copysign(value, total) for value, (_, total) in zip(values, sums, strict=True)]
    return any(all(alike(J, c(m) * r) for J, (m, r) in zip(signed, sums, strict=True)) for c in _CONVENTIONS)


def right_descent(trials: list[Trial], values: list[Array]) -> bool:
    """θₖ after k steps of θ ← θ − α∇J on every trial, with one convention."""
    return convention("descend", trials, values) is not None


def right_scaled_descent(trials: list[Trial], values: list[Array]) -> bool:
    """The same in the coordinates of a code that standardises the features, by σ with m or with m − 1."""
    return any(
        right_descent([_scaled(trial, trial.theta, ddof) for trial in trials], _all_scaled(trials, values, ddof))
        for ddof in (0, 1)
    )


def _all_scaled(trials: list[Trial], values: list[Array], ddof: int) -> list[Array]:
    return [_scaled(trial, value, ddof).theta for trial, value in zip(trials, values, strict=True)]


def _scaled(trial: Trial, theta: Array, ddof: int) -> Trial:
    """x = μ + σz turns θ₀ + wx into (θ₀ + wμ) + (wσ)z."""
    mean, sigma = trial.X[:, 1:].mean(axis=0), trial.X[:, 1:].std(axis=0, ddof=ddof)
    Z = np.column_stack([trial.X[:, 0], (trial.X[:, 1:] - mean) / sigma])
    scaled = np.concatenate([[theta[0] + theta[1:] @ mean], theta[1:] * sigma])
    return Trial(Z, trial.y, scaled, trial.lr, trial.k)


# (m,) against (m, 1): a square R[i, j] = ŷⱼ − yᵢ, summed or averaged over one of its sides.
_SIDES: list[Callable[[Array], Array]] = [
    lambda R: R.sum(axis=0),
    lambda R: R.sum(axis=1),
    lambda R: R.mean(axis=0),
    lambda R: R.mean(axis=1),
]


def _square(trial: Trial, theta: Array, side: Callable[[Array], Array]) -> Array:
    """Xᵀ times a side of the square of residuals."""
    return np.asarray(trial.X.T @ side((trial.X @ theta)[None, :] - trial.y[:, None]))


def crosswise_gradient(trials: list[Trial], values: list[Array]) -> bool:
    """2c·Xᵀ(a side of the square of residuals) on every trial, with one convention."""
    return any(_agrees(trials, values, lambda c, t, s=side: 2 * c * _square(t, t.theta, s)) for side in _SIDES)  # type: ignore[misc]


def crosswise_descent(trials: list[Trial], values: list[Array]) -> bool:
    """The steps of such a gradient."""

    def descended(c: float, trial: Trial, side: Callable[[Array], Array]) -> Array:
        theta = trial.theta.copy()
        for _ in range(trial.k):
            theta = theta - trial.lr * 2 * c * _square(trial, theta, side)
        return theta

    return any(_agrees(trials, values, lambda c, t, s=side: descended(c, t, s)) for side in _SIDES)  # type: ignore[misc]


def right_prediction(trials: list[Trial], values: list[Array]) -> bool:
    """ŷ = Xθ on every trial."""
    return _agrees(trials, values, lambda _, t: t.X @ t.theta)


def _descended(c: float, trial: Trial) -> Array:
    theta = trial.theta.copy()
    for _ in range(trial.k):
        theta = theta - trial.lr * 2 * c * trial.X.T @ (trial.X @ theta - trial.y)
    return theta


def _agrees(trials: list[Trial], values: list[Array], formula: Callable[[float, Trial], Array]) -> bool:
    return _followed(trials, values, formula) is not None


def _followed(trials: list[Trial], values: list[Array], formula: Callable[[float, Trial], Array]) -> int | None:
    """The first convention with which the formula gives these answers on all trials."""
    pairs = list(zip(trials, values, strict=True))
    followed = (all(alike(value, formula(c(len(t.y)), t)) for t, value in pairs) for c in _CONVENTIONS)
    return next((place for place, follows in enumerate(followed) if follows), None)


_FORMULAS: dict[str, Callable[[float, Trial], Array]] = {
    "cost": lambda c, t: np.array([c * np.sum((t.X @ t.theta - t.y) ** 2)]),
    "gradient": lambda c, t: 2 * c * t.X.T @ (t.X @ t.theta - t.y),
    "descend": _descended,
}
