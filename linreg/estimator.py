"""`LinearRegression`: the derivation put to work behind fit, predict and score."""

from __future__ import annotations

import html
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from linreg.affine import Array, predict, with_intercept
from linreg.arrays import as_features, as_matrix, as_targets
from linreg.certificate import Certificate
from linreg.checks import Seed
from linreg.dask_samples import DaskSamples, dask_names, dask_predictions, is_dask, r_squared
from linreg.descent import Descent, Outcome
from linreg.faults import ConvergenceWarning, DataConversionWarning, InputError
from linreg.fitting import (
    Data,
    Ending,
    check_range,
    descend_over,
    finish,
    look_at,
    look_back,
    prove,
    solve_directly,
)
from linreg.inference import Inference, infer
from linreg.layout import html_paragraph
from linreg.moments import Collector, Moments
from linreg.neighbours import Regressor, not_fitted, warn
from linreg.progress import Progress
from linreg.samples import Samples, Stream, Table
from linreg.scaling import power_of_two
from linreg.scoring import errors
from linreg.settings import Settings, check_settings
from linreg.summary import Summary

COLUMN = (
    "A column-vector y was passed when a 1d array was expected: it is taken as y.ravel(), and predictions come back "
    "with shape (m,). Pass y.ravel(), or the column of the frame, to be explicit."
)


class LinearRegression(Regressor, Settings):
    """ŷ = b + wᵀx, fitted by gradient descent on J(θ) = ‖Xθ − y‖²/2m, or directly by least squares.

    n_iterations: steps at most; with batch_size, epochs (passes over all samples).
    lr: the learning rate α, or "auto": 2/(L + μ), the fixed step that contracts fastest; with batch_size 1/max‖xᵢ‖².
    batch_size: samples a step; None takes all, 1 is the LMS rule.
    fit_intercept: learn b as well. standardize: descend in features of mean 0 and standard deviation 1; what is learned
    is given in the units of the data all the same. Without it a step is θ ← θ − α∇J to the letter.
    tol: stop when ‖∇J‖ ≤ tol·‖∇J(0)‖ in the coordinates descended in; 0 never stops early. Where ∇J(0) is rounding and
    nothing else, as for y = 0, the gradient at the start takes its place.
    gradient_descent: False solves by least squares.
    init: where descent starts: "uniform" draws each weight from ±1/√d in the coordinates descended in and sets the
    intercept to 0; "zeros"; or θ itself, in the units of the data, intercept first.
    random_state: seed of the start and of the shuffling. progress: True shows a bar, in a terminal or a notebook; a
    function progress(k, n_iterations, MSE) is called at each iterate.

    After `fit`: coef_ (d,), intercept_, theta_ (intercept first, if there is one); loss_over_time_, the MSE before each
    step and after the last; w_over_time_, θ likewise in the units of the data, at most 1,000 iterates (every 2ᵖ-th and
    the last), their numbers in w_iterations_; n_iter_; outcome_, which is its own advice; certificate_, what is proven;
    inference_, what the scatter about the line says of the weights; n_features_in_, and feature_names_in_ where X was
    a data frame.

    >>> model = LinearRegression().fit([[1.0], [2.0], [4.0]], [3.0, 5.0, 9.0])
    >>> model.coef_.round(6), round(model.intercept_, 6), model.outcome_.name
    (array([2.]), 1.0, 'CONVERGED')
    """

    coef_: Array
    intercept_: float
    theta_: Array
    loss_over_time_: Array
    w_over_time_: Array
    w_iterations_: Array
    n_iter_: int
    outcome_: Outcome
    certificate_: Certificate
    inference_: Inference
    moments_: Moments
    n_features_in_: int
    feature_names_in_: Array

    def __init__(
        self,
        n_iterations: int = 1000,
        lr: float | str = "auto",
        batch_size: int | None = None,
        fit_intercept: bool = True,
        standardize: bool = True,
        tol: float = 1e-9,
        gradient_descent: bool = True,
        init: str | npt.ArrayLike = "uniform",
        random_state: Seed = None,
        progress: bool | Progress | None = None,
    ) -> None:
        self.n_iterations = n_iterations
        self.lr = lr
        self.batch_size = batch_size
        self.fit_intercept = fit_intercept
        self.standardize = standardize
        self.tol = tol
        self.gradient_descent = gradient_descent
        self.init = init
        self.random_state = random_state
        self.progress = progress

    def fit(self, X: Any, y: Any) -> Self:
        """Learn θ from X (m, d) and y (m,); whatever was learned before is forgotten. Returns self.

        X and y may be arrays or frames of Dask: then the sums are made by its workers, and nothing else travels.

        Raises `InputError` or `InputTypeError` for data or settings that cannot be used, `DivergenceError` when the
        steps run away; the histories up to then stay for a plot.
        """
        check_settings(self)
        if len(getattr(y, "shape", ())) == 2:
            warn(DataConversionWarning, COLUMN)
        if is_dask(X):
            samples: Samples = DaskSamples(X, y)
        else:
            X, names = as_matrix(X)
            samples = Table(X, as_targets(y, len(X)), names)
        self._forget()
        self._learn(samples)
        return self

    def fit_blocks(self, blocks: Any) -> Self:
        """Learn θ from blocks (X, y) of any numbers of rows, in memory that does not grow with their number.

        blocks: an iterable of pairs, or a function that returns one. What can be read again, as a list or such a
        function, is read three or four times and ends as exactly as `fit`, with a certificate; a generator is read
        once, and what it gives is as exact as the moments are, of which nothing is proven. Raises what `fit` raises,
        and `InputError` where a block has other columns than the first.
        """
        check_settings(self)
        self._forget()
        data = self._learn(Stream(blocks))
        if data.moments is not None:
            self.moments_ = data.moments
        return self

    def partial_fit(self, X: Any, y: Any) -> Self:
        """Learn θ from these samples and all that earlier calls have been given: after the last, the θ of all.

        Only their moments are kept, in moments_, as by `fit_blocks`, until `fit` forgets them; so there are no batches
        of samples to take, and nothing is proven. Raises what `fit` raises.
        """
        check_settings(self)
        before: Moments | None = getattr(self, "moments_", None)
        if before is not None:
            self._check_same_features(*as_matrix(X))
        names = list(self.feature_names_in_) if hasattr(self, "feature_names_in_") else None
        block = Stream([(X, y)], names, *((len(before.varying), before.count) if before is not None else ()))
        moments = block.total(Collector(self.fit_intercept, before.pivot if before is not None else None))
        check_range(block, moments, self.standardize)
        self._forget()
        self.moments_ = before + moments if before is not None else moments
        self._learn_from(look_back(self.moments_, block.names, self), block.names)
        return self

    def predict(self, X: Any) -> Array:
        """ŷ = Xw + b, (m,) in the units of y; changes nothing.

        Raises `NotFittedError` before `fit`, `InputError` for other features than those of the fit, or where a
        prediction overflows.
        """
        check_fitted(self)
        if is_dask(X):
            self._check_same_features(X, dask_names(X))
            return dask_predictions(self.predict, X)  # type: ignore[no-any-return]
        with np.errstate(over="ignore", invalid="ignore"):
            predicted = predict(self.theta_, design_of(self, X))
        if not np.isfinite(predicted).all():
            raise InputError(
                "a prediction overflows", "numbers that float64 can hold", "Look at the units of the features."
            )
        return predicted

    def score(self, X: Any, y: Any) -> float:
        """R² = 1 − Σ(y − ŷ)²/Σ(y − ȳ)²: 1 is a perfect fit, 0 no better than the mean."""
        predicted = self.predict(X)
        if is_dask(X):
            return r_squared(predicted, y)
        y = as_targets(y, len(predicted))
        if len(y) < 2:
            raise InputError(
                f"{len(y)} sample", "at least two", "R² compares with the spread of y: score more of them."
            )
        unit = power_of_two(np.max(np.abs([y, predicted])))  # no square overflows then, and R² has no unit
        return errors(predicted / unit, y / unit).r2

    def summary(self) -> Summary:
        """The weights with standard errors and 95 % intervals, residual deviation, R² and the certificate, to print."""
        check_fitted(self)
        return Summary(tuple(parameter_names(self)), self.theta_, self.inference_, self.outcome_, self.certificate_)

    def _repr_html_(self) -> str:
        """What a notebook shows: the settings and, once fitted, the summary."""
        fitted = self.summary()._repr_html_() if hasattr(self, "inference_") else html_paragraph("Not fitted yet.")
        return f"<code>{html.escape(repr(self))}</code>{fitted}"

    def _learn(self, samples: Samples) -> Data:
        data = look_at(samples, self)
        self._learn_from(data, samples.names)
        return data

    def _learn_from(self, data: Data, names: list[str] | None) -> None:
        self.n_features_in_ = len(data.kept)
        if names is not None:
            self.feature_names_in_ = np.array(names, dtype=object)
        if self.gradient_descent:
            self._descend(data)
        else:
            self._solve(data)

    def _descend(self, data: Data) -> None:
        """Descend, remember the way, and once close take the last digits; those steps are no iterations."""
        way = descend_over(data, self)
        self._remember(way.descent)
        if way.fault is not None:
            raise way.fault
        ending = finish(way.end, data, way.descent.outcome is Outcome.CONVERGED)
        self._end(ending, data, f"gradient descent, {way.descent.n_iterations} iterations", way.iterations_needed)
        if way.descent.outcome is Outcome.ITERATION_LIMIT and self.tol > 0:
            warn(ConvergenceWarning, str(way.descent.outcome))

    def _solve(self, data: Data) -> None:
        ending = solve_directly(data)
        loss, thetas = np.array([ending.slope.square / data.near.count]), data.widen(ending.theta)[np.newaxis]
        self._remember(Descent(thetas[0], Outcome.SOLVED, 0, 0.0, loss, thetas, np.array([0])))
        self._end(ending, data, "least squares", None)

    def _remember(self, walk: Descent) -> None:
        self.loss_over_time_, self.w_over_time_, self.w_iterations_ = walk.costs, walk.thetas, walk.iterations
        self.n_iter_, self.outcome_ = walk.n_iterations, walk.outcome

    def _end(self, ending: Ending, data: Data, solver: str, needed: int | None) -> None:
        self.theta_, first = data.widen(ending.theta), int(self.fit_intercept)
        self.coef_, self.intercept_ = self.theta_[first:].copy(), float(self.theta_[0]) if first else 0.0
        self.certificate_ = prove(ending, data, solver, needed)
        self.inference_ = infer(ending, data)

    def _forget(self) -> None:
        for name in [name for name in vars(self) if name.endswith("_")]:
            delattr(self, name)

    def _check_same_features(self, X: Array, names: list[str] | None) -> None:
        known = getattr(self, "feature_names_in_", None)
        if known is not None and names is not None and list(known) != names:
            raise InputError(
                f"X has the columns {', '.join(names)}",
                f"{', '.join(known)}, as in fit",
                "Select them in that order: X[model.feature_names_in_].",
            )
        if X.shape[1] != self.n_features_in_:
            raise InputError(
                f"X has {X.shape[1]} features, but {type(self).__name__} is expecting {self.n_features_in_} features "
                "as input",
                "the features of fit",
                "Pass the same columns, in the same order.",
            )


def feature_names(model: LinearRegression) -> list[str]:
    """The names that the features were fitted with, or feature 0, feature 1, …"""
    return list(getattr(model, "feature_names_in_", [f"feature {j}" for j in range(model.n_features_in_)]))


def parameter_names(model: LinearRegression) -> list[str]:
    """The names of all entries of theta_: the intercept first, where there is one."""
    names = feature_names(model)
    return ["intercept"] * (len(model.theta_) - len(names)) + names


def design_of(model: LinearRegression, X: Any) -> Array:
    """X (m, d) as the matrix that theta_ multiplies; `InputError` for other features than those of the fit."""
    values, names = as_features(X)
    model._check_same_features(values, names)
    return with_intercept(values) if has_intercept(model) else values


def has_intercept(model: LinearRegression) -> bool:
    """Whether one was learned; the setting may have been changed since."""
    size = len(model.theta_) if hasattr(model, "theta_") else model.w_over_time_.shape[1]  # what a divergence leaves
    return bool(size > model.n_features_in_)


def check_fitted(model: LinearRegression) -> None:
    """Raise `NotFittedError` where there are no weights."""
    if not hasattr(model, "coef_"):
        raise not_fitted(
            f"this {type(model).__name__} is not fitted", "a call of fit(X, y) first", "Fit it, then predict."
        )
