"""A fit from start to end: the way down the surface, the last digits, and what is proven of where it ended."""

from __future__ import annotations

import math
import reprlib
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from linreg.affine import Array
from linreg.certificate import Certificate, certify
from linreg.checks import Seed, generator
from linreg.columns import Columns, columns_of
from linreg.correction import corrected
from linreg.cost import mean_squared_error
from linreg.derivative import gradient
from linreg.descent import Descent, Outcome, descend
from linreg.faults import DivergenceError, InputError
from linreg.least_squares import CHEAP, Factor, Solution, extremes, factor, polish, solution_of
from linreg.moments import Collector, Moments
from linreg.near_inverse import NearInverse, from_moments, from_samples
from linreg.progress import Progress, following
from linreg.samples import Samples, Table, select
from linreg.scaling import Scaling, constant, unscaled
from linreg.slope import Slope, slope_at, slope_of_moments
from linreg.step_size import iterations_needed
from linreg.surface import Surface, moments_are_cheaper, over_moments, over_samples

LARGEST = 1e150  # beyond it a squared residual may overflow
LARGEST_FLOAT = float(np.finfo(np.float64).max)
SHORTEST = ", of many solutions the shortest over columns of like size"
GOOD = 0.9  # τ from which on the moments carry the corrections and the proof


class Settings(Protocol):
    """What a fit asks of its estimator's settings; see `LinearRegression`."""

    n_iterations: int
    lr: float | str
    batch_size: int | None
    fit_intercept: bool
    standardize: bool
    tol: float
    gradient_descent: bool
    init: str | npt.ArrayLike
    random_state: Seed
    progress: bool | Progress | None


@dataclass(frozen=True, eq=False)
class Data:
    """The samples of a fit with the features that count, and their moments if it was worth collecting them.

    samples: of the kept features; None where only the moments of all are left. levels: of all features, what each is
    equal to where it does not vary. names: of all features.
    """

    samples: Samples | None
    moments: Moments | None
    kept: Array
    levels: Array
    names: list[str]
    intercept: bool

    @property
    def parameters(self) -> Array:
        """Which entries of θ belong to the kept features; the intercept always does."""
        return np.append(np.ones(int(self.intercept), dtype=bool), self.kept)

    @property
    def parameter_names(self) -> list[str]:
        """Of all parameters, the intercept first."""
        return ["intercept"] * int(self.intercept) + self.names

    def widen(self, values: Array, missing: float = 0.0) -> Array:
        """Values (…, n) for the parameters of the kept features as values for all, with `missing` for the others."""
        wide = np.full((*values.shape[:-1], len(self.parameters)), missing)
        wide[..., self.parameters] = values
        return wide

    @cached_property
    def columns(self) -> Columns | None:
        """What the moments show of the kept features and of y, if they were collected."""
        return columns_of(self.moments, self.kept, self.intercept) if self.moments is not None else None

    @cached_property
    def by_moments(self) -> NearInverse | None:
        """What the moments say, where there are more samples than an orthogonal factor takes at once."""
        columns = self.columns
        if columns is None or (self.samples is not None and columns.count * len(self.parameters) <= CHEAP):
            return None
        return from_moments(columns)

    @cached_property
    def orthogonal(self) -> Factor | None:
        """The orthogonal factor of the samples, where the moments cannot stand in for it."""
        near = self.by_moments
        if self.samples is None or (near is not None and near.tau > GOOD):
            return None
        return factor(self.samples, self.intercept)

    @cached_property
    def near(self) -> NearInverse:
        """The near-inverse of X on which the corrections and the certificate rest."""
        if self.orthogonal is not None and self.samples is not None:
            return from_samples(self.samples, self.orthogonal)
        assert self.by_moments is not None
        return self.by_moments


@dataclass(frozen=True, eq=False)
class Way:
    """A descent, its iterates as θ of all features in the units of the data; where it ended; the fault, if any."""

    descent: Descent
    end: Array
    iterations_needed: int | None
    fault: DivergenceError | None


@dataclass(frozen=True, eq=False)
class Ending:
    """θ (n,) of the kept features as it is returned, ∇J there, and how its last digits were found."""

    theta: Array
    slope: Slope
    manner: str


def look_at(samples: Samples, settings: Settings) -> Data:
    """Read the samples once. Raises `InputError` for what is not finite or too large to be squared."""
    intercept, moments = settings.fit_intercept, None
    over_moments = settings.gradient_descent and settings.batch_size is None
    steps = int(settings.n_iterations) if over_moments else 0
    if isinstance(samples, Table) and not moments_are_cheaper(*samples.shape(intercept), steps):
        samples = samples.checked()
        varying, levels = ~constant(samples.X, intercept), samples.X[0]
    else:
        moments = samples.total(Collector(intercept))
        varying, levels = moments.varying, moments.pivot[:-1]
    check_range(samples, moments, settings.standardize)
    kept = varying if settings.standardize or not settings.gradient_descent else np.ones_like(varying)
    again = select(samples, kept) if samples.repeatable else None
    return Data(again, moments, kept, levels, samples.feature_names(len(kept)), intercept)


def look_back(moments: Moments, names: list[str] | None, settings: Settings) -> Data:
    """What can be fitted to moments whose samples are gone."""
    if not settings.fit_intercept:
        moments = moments.about(np.zeros_like(moments.pivot))
    kept = moments.varying if settings.standardize or not settings.gradient_descent else np.ones_like(moments.varying)
    known = names or [f"feature {j}" for j in range(len(kept))]
    return Data(None, moments, kept, moments.pivot[:-1], known, settings.fit_intercept)


def descend_over(data: Data, settings: Settings) -> Way:
    """Walk down J from the start of the settings."""
    batch_size = settings.batch_size if data.samples is not None else None
    surface = _surface(data, settings, batch_size)
    lr = surface.rate(batch_size) if isinstance(settings.lr, str) else float(settings.lr)
    start = _start(data, surface.scaling, settings)
    tol = _tolerance(surface, start, float(settings.tol))
    walk = _walk(surface, start, lr, tol, batch_size, settings)
    needed = iterations_needed(walk.gradient_norm, tol, surface.curvature.contraction(lr)) if tol else None
    diverged = walk.outcome is Outcome.DIVERGED
    fault = _divergence(lr, surface.curvature.threshold, batch_size) if diverged else None
    thetas = surface.scaling.to_data(walk.thetas)
    return Way(replace(walk, thetas=data.widen(thetas)), thetas[-1], needed, fault)


def solve_directly(data: Data) -> Ending:
    """θ* by least squares; where columns depend on one another, the shortest of many over columns of like size."""
    if data.orthogonal is None:
        return finish(data.near.solution, data, close=True)
    theta, rank = solution_of(data.orthogonal)
    ending = finish(theta, data, close=True)
    return ending if rank == len(theta) else replace(ending, manner=SHORTEST)


def finish(theta: Array, data: Data, close: bool) -> Ending:
    """The last digits of a θ that is close to θ*; any other stays as it is. Those steps are no iterations.

    Raises `InputError` where a weight overflows.
    """
    _check_weights(theta, data)
    if data.samples is None and data.columns is not None:
        theta = data.near.solution if close else theta
        return Ending(theta, slope_of_moments(theta, data.columns), ", from one pass: no full gradient")
    assert data.samples is not None
    manner = ""
    if close and data.orthogonal is not None:
        solution = polish(theta, data.samples, data.orthogonal)
        theta, manner = solution.theta, _last_steps(solution)
    elif close:
        theta, slope, steps = corrected(theta, data.samples, data.near)
        return Ending(theta, slope, ", last digits by full gradients over the moments" if steps else "")
    return Ending(theta, slope_at(theta, data.samples, data.near), manner)


def prove(ending: Ending, data: Data, solver: str, needed: int | None) -> Certificate:
    """The certificate over all parameters, those of constant features included."""
    names = np.array(data.parameter_names, dtype=object)
    learned, left_out = names[data.parameters].tolist(), names[~data.parameters].tolist()
    certificate = certify(ending.slope, data.near, learned, data.levels[~data.kept], solver + ending.manner, needed)
    errors = data.widen(certificate.coefficient_errors)
    return replace(certificate, coefficient_errors=errors, constant=tuple(left_out))


def check_range(samples: Samples, moments: Moments | None, standardize: bool) -> None:
    """Refuse what overflows when squared; features that are standardised may reach further."""
    if moments is not None and np.max(moments.bound[-1:] if standardize else moments.bound) <= LARGEST:
        return
    gone = moments is not None and not samples.repeatable
    largest = moments.bound if moments is not None and gone else samples.total(extremes).largest
    for what, size in [("y", largest[-1]), ("X", 0.0 if standardize else np.max(largest[:-1]))]:
        if size > LARGEST:
            raise InputError(
                f"{what} reaches {size:.3g}, whose square overflows",
                f"entries up to {LARGEST:g}",
                "Give it in other units" + (", or leave standardize=True." if what == "X" else "."),
            )


def _surface(data: Data, settings: Settings, batch_size: int | None) -> Surface:
    if data.moments is not None and data.columns is not None and batch_size is None:
        d = len(data.kept)
        scaling = data.moments.standardised(data.intercept) if settings.standardize else unscaled(d, data.intercept)
        return over_moments(data.columns, scaling.of(data.kept))
    if data.samples is None or (table := data.samples.in_memory()) is None:
        raise InputError(
            "the samples come in blocks", "batch_size=None", "Mini-batches are drawn from samples in memory."
        )
    return over_samples(table.X, table.y, settings.standardize, data.intercept)


def _tolerance(surface: Surface, start: Array, tol: float) -> float:
    """tol·‖∇J(0)‖ or, where θ = 0 is a minimum itself, as for y = 0, tol·‖∇J(θ₀)‖: the start is the only scale then.

    A minimum is where ∇J is rounding and nothing else; below that no descent can go.
    """
    if tol == 0:
        return 0.0
    at_zero, rounding = surface.steepness(np.zeros_like(start)), surface.rounding
    small = tol * at_zero if at_zero > rounding else max(tol * surface.steepness(start), rounding)
    return small if small < LARGEST_FLOAT else LARGEST_FLOAT  # not a number is none either: `descend` says why


def _walk(surface: Surface, start: Array, lr: float, tol: float, batch_size: int | None, settings: Settings) -> Descent:
    common: dict[str, Any] = {"lr": lr, "n_iterations": settings.n_iterations, "tol": tol}
    with following(settings.progress) as common["progress"]:
        if batch_size is None:
            return descend(surface.gradient, start, cost=surface.mean_squared_error, **common)
        common |= {"batch_size": batch_size, "random_state": settings.random_state}
        return descend(gradient, start, surface.A, surface.b, cost=mean_squared_error, **common)


def _start(data: Data, scaling: Scaling, settings: Settings) -> Array:
    if not isinstance(settings.init, str):
        with np.errstate(over="ignore", invalid="ignore"):  # `descend` refuses a start that is too far away
            return scaling.from_data(_given_start(settings.init, data))
    d = len(scaling.mean)
    limit = 1 / math.sqrt(d) if settings.init == "uniform" and d else 0.0
    weights = generator(settings.random_state).uniform(-limit, limit, d)
    return np.concatenate([np.zeros(int(scaling.intercept)), weights])


def _given_start(init: npt.ArrayLike, data: Data) -> Array:
    n = len(data.parameters)
    try:
        theta = np.array(init, dtype=np.float64)
    except (TypeError, ValueError, OverflowError):
        theta = np.empty(0)
    if theta.shape != (n,) or not np.isfinite(theta).all():
        raise InputError(
            f"init is {reprlib.repr(init)}", f"{n} finite numbers, the intercept first", 'Or take init="uniform".'
        )
    return np.asarray(theta[data.parameters])


def _check_weights(theta: Array, data: Data) -> None:
    if np.isfinite(theta).all():
        return
    names = [
        name for name, value in zip(data.parameter_names, data.widen(theta), strict=True) if not np.isfinite(value)
    ]
    features = [name for name in names if name in data.names]
    raise InputError(
        f"the weight of {', '.join(features) or 'the intercept'} overflows",
        "weights that float64 can hold",
        "Give the feature or the target in other units.",
    )


def _last_steps(solution: Solution) -> str:
    if not solution.unique:
        return ""
    return ", last digits by exact gradients" if solution.exact else ", last digits by full gradients"


def _divergence(lr: float, threshold: float, batch_size: int | None) -> DivergenceError:
    few = "" if batch_size is None else "; steps over few samples need less still"
    return DivergenceError(
        f"descent diverged with α = {lr:.4g}",
        f"α below 2/L = {threshold:.4g}{few}",
        'Take a smaller lr, or lr="auto"; loss_over_time_ shows how it ran away.',
    )
