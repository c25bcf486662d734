"""Gradient descent, θ ← θ − α∇J(θ), over any gradient at all.

Nothing here knows what J is: a gradient is passed in, so the loop can be tried on any function. Where the gradient is
a mean over samples it may be taken over some of them at a time: all (batch), a few (mini-batch), or one (the LMS rule).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

import numpy as np
import numpy.typing as npt

from linreg.affine import Array
from linreg.checks import Seed, check_count, check_lr, check_tol, generator, is_finite_number
from linreg.faults import InputError

MOST_ITERATES = 1000  # what a history of θ keeps at most


class Outcome(Enum):
    """How descent ended; the value is the advice that follows from it."""

    CONVERGED = "Converged: the gradient is as small as the tolerance asked for; more iterations would change little."
    ITERATION_LIMIT = (
        "Stopped at the iteration limit, before the gradient met the tolerance: "
        "raise n_iterations, standardise the features so that each step reaches further or, where the cost has long "
        "stopped falling, ask for a larger tol."
    )
    DIVERGED = (
        "Diverged: the steps overshoot further each time. Take lr below 2/L, "
        'L the largest eigenvalue of the Hessian, or lr="auto".'
    )
    NOISE_BALL = (
        "Ran all its epochs: with a fixed step over mini-batches the weights settle into a ball of noise around the "
        "minimum, not on it. A smaller lr shrinks the ball; batch_size=None removes it."
    )
    SOLVED = "Solved directly by least squares: no descent, nothing to tune."

    def __str__(self) -> str:
        return str(self.value)


@dataclass(frozen=True, eq=False)
class Descent:
    """Where descent ended and how it got there.

    theta: the last iterate with a finite cost and gradient; gradient_norm: ‖∇J‖ there.
    n_iterations: steps taken, or epochs with mini-batches.
    costs: J(θₖ) for k = 0 … n_iterations, empty unless a cost was passed.
    thetas: the iterates kept, at most 1,000: every 2ᵖ-th and the last; iterations: their numbers k.
    """

    theta: Array
    outcome: Outcome
    n_iterations: int
    gradient_norm: float
    costs: Array
    thetas: Array
    iterations: Array


def descend(
    gradient: Callable[..., Array],
    theta: npt.ArrayLike,
    *data: npt.ArrayLike,
    lr: float,
    n_iterations: int,
    tol: float = 0.0,
    cost: Callable[..., Any] | None = None,
    batch_size: int | None = None,
    random_state: Seed = None,
    progress: Callable[[int, int, float], None] | None = None,
) -> Descent:
    """Repeat θ ← θ − α∇J(θ) until the gradient is small, the iterations are used up, or it runs away.

    Equation: descent-step

    gradient(theta, *data) → array like theta; cost(theta, *data) → number, recorded at each iterate where given.
    lr: α > 0, in units of θ per unit of gradient. tol: stop when ‖∇J(θ)‖ ≤ tol; 0 means never.
    batch_size: None takes all samples for each step. A number takes so many at a time, from `data` cut along its first
    axis and reshuffled each epoch by random_state; an iteration is then an epoch, a pass over all samples.
    progress(k, n_iterations, J(θₖ)) is called at each iterate, with 0 for J where no cost is given.

    Divergence is observed, not predicted: J or ∇J is no longer finite, or ‖∇J‖ has grown by 1/u, u the unit roundoff.
    Raises `InputError` or `InputTypeError` for settings outside their range, for data of which no batches can be taken,
    and for a gradient that is not like theta or not finite at the start.

    >>> slide = descend(lambda theta: theta - 3, [0.0], lr=0.5, n_iterations=3)
    >>> slide.theta, slide.outcome.name
    (array([2.625]), 'ITERATION_LIMIT')
    """
    check_lr(lr)
    check_tol(tol)
    n_iterations = check_count("n_iterations", n_iterations, 0)
    arrays = tuple(np.asarray(values) for values in data)
    if batch_size is not None:
        batch_size = check_count("batch_size", batch_size, 1)
        _check_rows(arrays)
    start = np.array(theta)
    track = _Track(tol, _roundoff(start), start)
    steps = _steps(gradient, start, arrays, lr, batch_size, generator(random_state))
    ending = None
    with np.errstate(over="ignore", invalid="ignore"):
        for k, (point, slope) in zip(range(n_iterations + 1), steps, strict=False):
            now = cost(point, *arrays) if cost is not None else 0.0
            ending = track.visit(k, point, slope, now)
            if progress is not None and ending is not Outcome.DIVERGED:
                progress(k, n_iterations, float(now))
            if ending is not None:
                break
    limit = Outcome.ITERATION_LIMIT if batch_size is None else Outcome.NOISE_BALL
    return track.ended(ending or limit, cost is not None)


def _steps(
    gradient: Callable[..., Array],
    theta: Array,
    data: tuple[Array, ...],
    lr: float,
    batch_size: int | None,
    rng: np.random.Generator,
) -> Iterator[tuple[Array, Array]]:
    """Yield θₖ and ∇J(θₖ), k = 0, 1, 2, …, for ever."""
    while True:
        slope = np.asarray(gradient(theta, *data))
        yield theta, slope
        if batch_size is None:
            theta = theta - lr * slope  # downhill is −∇J, and α says how far to go before looking again
        else:
            for batch in _batches(data, batch_size, rng):
                theta = theta - lr * gradient(theta, *batch)


def _batches(data: tuple[Array, ...], size: int, rng: np.random.Generator) -> Iterator[tuple[Array, ...]]:
    """Every sample once, in a new random order, `size` at a time; the last batch takes what is left."""
    order = rng.permutation(len(data[0]))
    for start in range(0, len(order), size):
        rows = order[start : start + size]
        yield tuple(values[rows] for values in data)


@dataclass
class _Track:
    """The way so far, and whether it ends here."""

    tol: float
    roundoff: float
    theta: Array
    reference: float = 0.0
    norm: float = math.inf
    costs: list[Any] = field(default_factory=list)
    kept: dict[int, Array] = field(default_factory=dict)
    stride: int = 1
    last: int = 0

    def visit(self, k: int, theta: Array, slope: Array, cost: Any) -> Outcome | None:
        if k == 0:
            _check_start(theta, slope, cost)
        norm = math.hypot(*slope.ravel().tolist())
        # The first step may raise ‖∇J‖ from a start that happens to be near the minimum: growth counts from there.
        self.reference = max(self.reference, norm) if k < 2 else self.reference
        if not (math.isfinite(cost) and math.isfinite(norm)) or norm * self.roundoff > self.reference:
            return Outcome.DIVERGED
        self.last, self.theta, self.norm = k, theta, norm
        self.costs.append(cost)
        self._keep(k, theta)
        return Outcome.CONVERGED if self.tol > 0 and norm <= self.tol else None

    def _keep(self, k: int, theta: Array) -> None:
        """Keep every 2ᵖ-th iterate, p as small as leaves one place for the last."""
        if k % self.stride == 0:
            self.kept[k] = theta
        if len(self.kept) == MOST_ITERATES:
            self.stride *= 2
            self.kept = {i: kept for i, kept in self.kept.items() if i % self.stride == 0}

    def ended(self, outcome: Outcome, with_costs: bool) -> Descent:
        self.kept[self.last] = self.theta
        iterations = np.array(list(self.kept))
        costs = np.array(self.costs if with_costs else [])
        return Descent(self.theta, outcome, self.last, self.norm, costs, np.array(list(self.kept.values())), iterations)


def _roundoff(theta: Array) -> float:
    """u, half the distance from 1 to the next number of this dtype; float64's for integers and exact rationals."""
    return float(np.finfo(theta.dtype if theta.dtype.kind == "f" else np.float64).eps) / 2


def _check_rows(data: tuple[Array, ...]) -> None:
    """Refuse data that have no rows in common to take batches of."""
    rows = {values.shape[:1] for values in data}
    if len(rows) != 1 or () in rows:
        shapes = " and ".join(str(values.shape) for values in data)
        raise InputError(
            f"batches are to be taken from data of shape {shapes}" if data else "there are no data to take batches of",
            "arrays with the same number of rows",
            "Pass the samples after theta: descend(gradient, theta, X, y, …).",
        )


def _check_start(theta: Array, slope: Array, cost: Any) -> None:
    """Refuse a gradient that is not like theta, or a start from which no step leads anywhere."""
    if slope.shape != theta.shape:
        raise InputError(
            f"the gradient has shape {slope.shape}, and theta has shape {theta.shape}",
            "a gradient with an entry for each parameter",
            "Return an array like theta.",
        )
    if not all(map(is_finite_number, [cost, *slope.ravel().tolist()])):
        raise InputError(
            f"at the start the cost is {cost} and the gradient {np.array2string(slope, threshold=8)}",
            "finite numbers",
            "Start nearer to the minimum, scale the features, or look at what the functions return.",
        )
