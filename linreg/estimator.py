"""`LinearRegression`: the derivation put to work behind fit, predict and score."""

from __future__ import annotations

import html
import math
from dataclasses import replace
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from linreg.affine import Array, predict, with_intercept
from linreg.arrays import as_features, as_targets
from linreg.certificate import Certificate, Claim, certify
from linreg.cost import mean_squared_error
from linreg.derivative import gradient
from linreg.descent import Descent, Outcome, Seed, descend
from linreg.faults import ConvergenceWarning, DataConversionWarning, DivergenceError, InputError
from linreg.inference import Inference, infer
from linreg.layout import html_paragraph
from linreg.least_squares import Solution, least_squares, polish
from linreg.neighbours import Regressor, not_fitted, warn
from linreg.progress import Progress, following
from linreg.scaling import Scaling, constant, standardised, unscaled
from linreg.settings import Settings, check_descent_settings
from linreg.step_size import Spectrum, iterations_needed, single_sample_step, spectrum
from linreg.summary import Summary

LARGEST = 1e150  # beyond it a squared residual may overflow
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
    tol: stop when ‖∇J‖ ≤ tol·‖∇J(0)‖ in the coordinates descended in; 0 never stops early.
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

        Raises `InputError` or `InputTypeError` for data or settings that cannot be used, `DivergenceError` when the
        steps run away; the histories up to then stay for a plot.
        """
        check_descent_settings(self)
        X, names = as_features(X)
        if len(getattr(y, "shape", ())) == 2:
            warn(DataConversionWarning, COLUMN)
        y = as_targets(y, len(X))
        squared = {"y": y} if self.standardize else {"y": y, "X": X}
        _check_range(**squared)
        self._forget()
        self.n_features_in_ = X.shape[1]
        if names is not None:
            self.feature_names_in_ = np.array(names, dtype=object)
        if self.gradient_descent:
            self._descend(X, y)
        else:
            self._solve(X, y)
        return self

    def predict(self, X: Any) -> Array:
        """ŷ = Xw + b, (m,) in the units of y; changes nothing. Raises `NotFittedError` before `fit`."""
        self._check_fitted()
        X, names = as_features(X)
        self._check_same_features(X, names)
        return predict(self.theta_, self._design(X))

    def score(self, X: Any, y: Any) -> float:
        """R² = 1 − Σ(y − ŷ)²/Σ(y − ȳ)²: 1 is a perfect fit, 0 no better than the mean."""
        predicted = self.predict(X)
        y = as_targets(y, len(predicted))
        if len(y) < 2:
            raise InputError(
                f"{len(y)} sample", "at least two", "R² compares with the spread of y: score more of them."
            )
        error, spread = np.mean((y - predicted) ** 2), np.mean((y - np.mean(y)) ** 2)
        return float(1 - error / spread) if spread else float(error == 0)

    def summary(self) -> Summary:
        """The weights with standard errors and 95 % intervals, residual deviation, R² and the certificate, to print."""
        self._check_fitted()
        names = ["intercept"] * self.fit_intercept + list(self._names(np.ones(self.n_features_in_, dtype=bool)))
        return Summary(tuple(names), self.theta_, self.inference_, self.outcome_, self.certificate_)

    def _repr_html_(self) -> str:
        """What a notebook shows: the settings and, once fitted, the summary."""
        fitted = self.summary()._repr_html_() if hasattr(self, "inference_") else html_paragraph("Not fitted yet.")
        return f"<code>{html.escape(repr(self))}</code>{fitted}"

    def _descend(self, X: Array, y: Array) -> None:
        """Descend, remember the way, and once close take the last digits; those steps are no iterations."""
        kept = ~constant(X, self.fit_intercept) if self.standardize else np.ones(X.shape[1], dtype=bool)
        A = X[:, kept]
        scaling = standardised(A, self.fit_intercept) if self.standardize else unscaled(A.shape[1], self.fit_intercept)
        design = scaling.design(A)
        eigenvalues = spectrum(design)
        lr = self._rate(design, eigenvalues)
        tol = self.tol * math.hypot(*gradient(np.zeros(design.shape[1]), design, y).tolist())
        with following(self.progress) as progress:
            walk = self._walk(self._start(scaling, kept), design, y, lr, tol, progress)
        self._remember(walk, self._widen(scaling.to_data(walk.thetas), kept))
        if walk.outcome is Outcome.DIVERGED:
            raise _divergence(lr, eigenvalues.threshold, self.batch_size)
        end, solver = scaling.to_data(walk.theta), f"gradient descent, {walk.n_iterations} iterations"
        if walk.outcome is Outcome.CONVERGED and np.isfinite(end).all():
            solution = polish(end, self._columns(A), y)
            end, solver = solution.theta, solver + _last_steps(solution)
        needed = iterations_needed(walk.gradient_norm, tol, eigenvalues.contraction(lr))
        self._learn(self._widen(end, kept), X, y, kept, Claim(solver, needed))
        if walk.outcome is Outcome.ITERATION_LIMIT and tol > 0:
            warn(ConvergenceWarning, str(walk.outcome))

    def _solve(self, X: Array, y: Array) -> None:
        kept = ~constant(X, self.fit_intercept)
        solution = least_squares(self._columns(X[:, kept]), y)
        theta, at = self._widen(solution.theta, kept), np.array([0])
        loss = np.array([mean_squared_error(solution.theta, self._columns(X[:, kept]), y)])
        self._remember(Descent(theta, Outcome.SOLVED, 0, 0.0, loss, theta[np.newaxis], at), theta[np.newaxis])
        shortest = "" if solution.unique else ", the shortest of many solutions"
        self._learn(theta, X, y, kept, Claim("least squares" + shortest + _last_steps(solution)))

    def _walk(self, start: Array, design: Array, y: Array, lr: float, tol: float, progress: Progress | None) -> Descent:
        return descend(
            gradient,
            start,
            design,
            y,
            lr=lr,
            n_iterations=self.n_iterations,
            tol=tol,
            cost=mean_squared_error,
            batch_size=self.batch_size,
            random_state=self.random_state,
            progress=progress,
        )

    def _rate(self, design: Array, eigenvalues: Spectrum) -> float:
        if not isinstance(self.lr, str):
            return float(self.lr)
        return eigenvalues.best if self.batch_size is None else single_sample_step(design)

    def _start(self, scaling: Scaling, kept: Array) -> Array:
        if not isinstance(self.init, str):
            return scaling.from_data(self._given_start(kept))
        d = int(np.sum(kept))
        limit = 1 / math.sqrt(d) if self.init == "uniform" and d else 0.0
        weights = np.random.default_rng(self.random_state).uniform(-limit, limit, d)
        return np.concatenate([np.zeros(int(scaling.intercept)), weights])

    def _given_start(self, kept: Array) -> Array:
        theta, n = np.array(self.init, dtype=np.float64), len(kept) + self.fit_intercept
        if theta.shape != (n,) or not np.isfinite(theta).all():
            raise InputError(
                f"init has shape {theta.shape}", f"{n} finite numbers, the intercept first", 'Or take init="uniform".'
            )
        return np.asarray(theta[self._parameters(kept)])

    def _widen(self, theta: Array, kept: Array) -> Array:
        """θ of the kept features as θ of all, with weight 0 for each that does not vary."""
        wide = np.zeros((*theta.shape[:-1], len(kept) + self.fit_intercept))
        wide[..., self._parameters(kept)] = theta
        return wide

    def _parameters(self, kept: Array) -> Array:
        """Which entries of θ belong to the kept features; the intercept always does."""
        return np.concatenate([np.ones(int(self.fit_intercept), dtype=bool), kept])

    def _remember(self, walk: Descent, thetas: Array) -> None:
        self.loss_over_time_, self.w_over_time_, self.w_iterations_ = walk.costs, thetas, walk.iterations
        self.n_iter_, self.outcome_ = walk.n_iterations, walk.outcome

    def _learn(self, theta: Array, X: Array, y: Array, kept: Array, claim: Claim) -> None:
        first = int(self.fit_intercept)
        if not np.isfinite(theta).all():
            worst = self._names(~np.isfinite(theta[first:]))
            raise InputError(
                f"the weight of {', '.join(worst) or 'the intercept'} overflows",
                "weights that float64 can hold",
                "Give the feature or the target in other units.",
            )
        self.theta_, self.coef_ = theta, theta[first:].copy()
        self.intercept_ = float(theta[0]) if first else 0.0
        names = ["intercept"] * first + list(self._names(np.ones_like(kept)))
        claim = replace(claim, constant=tuple(np.flatnonzero(~self._parameters(kept)).tolist()))
        self.certificate_ = certify(theta, self._columns(X), y, names, claim)
        self.inference_ = infer(theta, self._columns(X), y, self._parameters(kept), self.fit_intercept)

    def _columns(self, X: Array) -> Array:
        return with_intercept(X) if self.fit_intercept else X

    def _design(self, X: Array) -> Array:
        return with_intercept(X) if len(self.theta_) > X.shape[1] else X

    def _names(self, chosen: Array) -> tuple[str, ...]:
        names = getattr(self, "feature_names_in_", [f"feature {j}" for j in range(self.n_features_in_)])
        return tuple(name for name, taken in zip(names, chosen, strict=True) if taken)

    def _forget(self) -> None:
        for name in [name for name in vars(self) if name.endswith("_")]:
            delattr(self, name)

    def _check_fitted(self) -> None:
        if not hasattr(self, "coef_"):
            raise not_fitted(
                f"this {type(self).__name__} is not fitted", "a call of fit(X, y) first", "Fit it, then predict."
            )

    def _check_same_features(self, X: Array, names: list[str] | None) -> None:
        if X.shape[1] != self.n_features_in_:
            raise InputError(
                f"X has {X.shape[1]} features, but {type(self).__name__} is expecting {self.n_features_in_} features "
                "as input",
                "the features of fit",
                "Pass the same columns, in the same order.",
            )
        known = getattr(self, "feature_names_in_", None)
        if known is not None and names is not None and list(known) != names:
            raise InputError(
                f"X has the columns {', '.join(names)}",
                f"{', '.join(known)}, as in fit",
                "Select them in that order: X[model.feature_names_in_].",
            )


def _last_steps(solution: Solution) -> str:
    if not solution.unique:
        return ""
    return ", last digits by exact gradients" if solution.exact else ", last digits by full gradients"


def _check_range(**given: Array) -> None:
    for what, values in given.items():
        if np.max(np.abs(values)) > LARGEST:
            raise InputError(
                f"{what} reaches {np.max(np.abs(values)):.3g}, whose square overflows",
                f"entries up to {LARGEST:g}",
                "Give it in other units" + (", or leave standardize=True." if what == "X" else "."),
            )


def _divergence(lr: float, threshold: float, batch_size: int | None) -> DivergenceError:
    few = "" if batch_size is None else "; steps over few samples need less still"
    return DivergenceError(
        f"descent diverged with α = {lr:.4g}",
        f"α below 2/L = {threshold:.4g}{few}",
        'Take a smaller lr, or lr="auto"; loss_over_time_ shows how it ran away.',
    )
