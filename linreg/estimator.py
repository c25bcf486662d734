"""`LinearRegression`: the derivation put to work behind fit, predict and score."""

from __future__ import annotations

import inspect
import math
from collections.abc import Callable
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from linreg.affine import Array, predict, with_intercept
from linreg.arrays import as_features, as_targets
from linreg.certificate import Certificate, Claim, certify
from linreg.cost import mean_squared_error
from linreg.derivative import gradient, hessian
from linreg.descent import Descent, Outcome, Seed, check_count, check_lr, descend
from linreg.faults import DivergenceError, InputError, NotFittedError
from linreg.least_squares import least_squares
from linreg.scaling import Scaling, standardised, unscaled

U = 2.0**-53  # unit roundoff of float64
LARGEST = 1e150  # beyond it a squared residual may overflow


class LinearRegression:
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
    random_state: seed of the start and of the shuffling. progress(k, n_iterations, MSE) is called at each iterate.

    After `fit`: coef_ (d,), intercept_, theta_ (intercept first, if there is one); loss_over_time_, the MSE before each
    step and after the last; w_over_time_, θ likewise in the units of the data, at most 1,000 iterates (every 2ᵖ-th and
    the last), their numbers in w_iterations_; n_iter_; outcome_, which is its own advice; certificate_, what is proven;
    n_features_in_, and feature_names_in_ where X was a data frame.

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
        progress: Callable[[int, int, float], None] | None = None,
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
        self._check_settings()
        X, names = as_features(X)
        y = as_targets(y, len(X))
        _check_range(X, y, self.standardize)
        self._forget()
        self.n_features_in_ = X.shape[1]
        if names is not None:
            self.feature_names_in_ = np.array(names, dtype=object)
        scaling = standardised(X, self.fit_intercept) if self.standardize else unscaled(X.shape[1], self.fit_intercept)
        design = scaling.design(X)
        claim = self._descend(design, y, scaling) if self.gradient_descent else self._solve(design, y, scaling)
        self._certify(X, y, claim)
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
                f"{len(y)} sample", "at least two", "R² compares with the spread of y: score more samples."
            )
        spread = mean_squared_error([1.0], np.full((len(y), 1), np.mean(y)), y)
        error = float(np.mean((predicted - y) ** 2))
        return 1.0 - error / spread if spread else float(error == 0)

    def _descend(self, design: Array, y: Array, scaling: Scaling) -> Claim:
        lr, contraction = self._step(design)
        tol = self.tol * math.hypot(*gradient(np.zeros(design.shape[1]), design, y).tolist())
        walk = descend(
            gradient,
            self._start(scaling),
            design,
            y,
            lr=lr,
            n_iterations=self.n_iterations,
            tol=tol,
            cost=mean_squared_error,
            batch_size=self.batch_size,
            random_state=self.random_state,
            progress=self.progress,
        )
        self._remember(walk, scaling)
        if walk.outcome is Outcome.DIVERGED:
            raise _divergence(lr, design, self.batch_size)
        needed = _iterations_needed(walk.gradient_norm, tol, contraction)
        return Claim(f"gradient descent, {walk.n_iterations} iterations", needed, self._names(scaling.constant))

    def _solve(self, design: Array, y: Array, scaling: Scaling) -> Claim:
        solution = least_squares(design, y)
        loss = mean_squared_error(solution.theta, design, y)
        at = np.array([0])
        stay = Descent(solution.theta, Outcome.SOLVED, 0, 0.0, np.array([loss]), solution.theta[np.newaxis], at)
        self._remember(stay, scaling)
        kind = "least squares" if solution.unique else "least squares, the shortest of many solutions"
        return Claim(kind, None, self._names(scaling.constant))

    def _step(self, design: Array) -> tuple[float, float]:
        """α, and ρ = max|1 − αλ| over the nonzero eigenvalues of H: the factor by which each step shrinks the error.

        Equation: best-fixed-step
        """
        eigenvalues = np.linalg.eigvalsh(hessian(design))
        largest = float(eigenvalues[-1])
        smallest = float(np.min(eigenvalues[eigenvalues > len(eigenvalues) * U * largest], initial=largest))
        lr = self.lr if self.lr != "auto" else self._automatic(design, largest, smallest)
        return float(lr), max(abs(1 - float(lr) * largest), abs(1 - float(lr) * smallest))

    def _automatic(self, design: Array, largest: float, smallest: float) -> float:
        if largest == 0:
            return 1.0  # every feature is zero: nothing to learn, at any rate
        if self.batch_size is None:
            return 2 / (largest + smallest)
        # 2/L is no threshold for single samples: a step along xᵢ is stable below 2/‖xᵢ‖², and this is half of that.
        return float(1 / np.max(np.sum(design**2, axis=1)))

    def _start(self, scaling: Scaling) -> Array:
        d = len(scaling.scale)
        if not isinstance(self.init, str):
            theta = np.array(self.init, dtype=np.float64)
            if theta.shape != (d + scaling.intercept,) or not np.isfinite(theta).all():
                raise InputError(
                    f"init has shape {theta.shape}",
                    f"{d + scaling.intercept} finite numbers, the intercept first",
                    'Or draw the start: init="uniform".',
                )
            return scaling.from_data(theta)
        limit = 1 / math.sqrt(d) if self.init == "uniform" else 0.0
        weights = np.random.default_rng(self.random_state).uniform(-limit, limit, d)
        weights[scaling.constant] = 0.0
        return np.concatenate([np.zeros(int(scaling.intercept)), weights])

    def _remember(self, walk: Descent, scaling: Scaling) -> None:
        self.loss_over_time_ = walk.costs
        self.w_over_time_, self.w_iterations_ = scaling.to_data(walk.thetas), walk.iterations
        self.n_iter_, self.outcome_ = walk.n_iterations, walk.outcome
        if walk.outcome is Outcome.DIVERGED:
            return
        self.theta_ = scaling.to_data(walk.theta)
        if not np.isfinite(self.theta_).all():
            worst = self._names(~np.isfinite(self.theta_[int(scaling.intercept) :]))
            raise InputError(
                f"the weight of {', '.join(worst) or 'the intercept'} overflows",
                "weights that float64 can hold",
                "Give the feature or the target in other units.",
            )
        self.coef_ = self.theta_[int(scaling.intercept) :].copy()
        self.intercept_ = float(self.theta_[0]) if scaling.intercept else 0.0

    def _certify(self, X: Array, y: Array, claim: Claim) -> None:
        names = (["intercept"] if self.fit_intercept else []) + list(self._names(np.ones(X.shape[1], dtype=bool)))
        self.certificate_ = certify(self.theta_, self._design(X), y, names, claim)

    def _design(self, X: Array) -> Array:
        return with_intercept(X) if len(self.theta_) > X.shape[1] else X

    def _names(self, chosen: Array) -> tuple[str, ...]:
        names = getattr(self, "feature_names_in_", [f"feature {j}" for j in range(self.n_features_in_)])
        return tuple(name for name, taken in zip(names, chosen, strict=True) if taken)

    def _forget(self) -> None:
        for name in [name for name in vars(self) if name.endswith("_")]:
            delattr(self, name)

    def _check_settings(self) -> None:
        check_count("n_iterations", self.n_iterations, 0)
        if self.batch_size is not None:
            check_count("batch_size", self.batch_size, 1)
        if self.lr != "auto":
            check_lr(self.lr)
        if not (isinstance(self.tol, (int, float)) and math.isfinite(self.tol) and self.tol >= 0):
            raise InputError(f"tol is {self.tol!r}", "a number ≥ 0", "0 runs all iterations; 1e-9 is the default.")
        if isinstance(self.init, str) and self.init not in {"uniform", "zeros"}:
            raise InputError(f"init is {self.init!r}", '"uniform", "zeros" or θ itself', 'Take init="uniform".')

    def _check_fitted(self) -> None:
        if not hasattr(self, "coef_"):
            raise NotFittedError(
                "this LinearRegression is not fitted", "a call of fit(X, y) first", "Fit it, then predict."
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

    def get_params(self, deep: bool = True) -> dict[str, Any]:
        """The settings by name, as scikit-learn's tools ask for them."""
        return {name: getattr(self, name) for name in _SETTINGS}

    def set_params(self, **settings: Any) -> Self:
        """Change settings by name; takes effect at the next `fit`."""
        for name, value in settings.items():
            if name not in _SETTINGS:
                raise InputError(f"there is no setting {name!r}", f"one of {', '.join(_SETTINGS)}", "Look at its name.")
            setattr(self, name, value)
        return self

    def __repr__(self) -> str:
        changed = [
            f"{name}={getattr(self, name)!r}"
            for name, default in _SETTINGS.items()
            if repr(getattr(self, name)) != repr(default)
        ]
        return f"{type(self).__name__}({', '.join(changed)})"


_SETTINGS = {
    name: setting.default
    for name, setting in inspect.signature(LinearRegression.__init__).parameters.items()
    if name != "self"
}


def _check_range(X: Array, y: Array, standardize: bool) -> None:
    for what, values in [("y", y)] if standardize else [("y", y), ("X", X)]:
        if np.max(np.abs(values)) > LARGEST:
            raise InputError(
                f"{what} reaches {np.max(np.abs(values)):.3g}, whose square overflows",
                f"entries up to {LARGEST:g}",
                "Give it in other units" + (", or leave standardize=True." if what == "X" else "."),
            )


def _iterations_needed(norm: float, tol: float, contraction: float) -> int | None:
    """k with ρᵏ‖∇J‖ ≤ tol; None where there is no tolerance to meet or no contraction to meet it with."""
    if norm <= tol:
        return 0
    if tol == 0 or not 0 < contraction < 1:
        return None
    return math.ceil(math.log(tol / norm) / math.log(contraction))


def _divergence(lr: float, design: Array, batch_size: int | None) -> DivergenceError:
    threshold = 2 / float(np.linalg.eigvalsh(hessian(design))[-1])
    steps = "" if batch_size is None else "; steps over few samples need less still"
    return DivergenceError(
        f"descent diverged with α = {lr:.4g}",
        f"α below 2/L = {threshold:.4g}{steps}",
        'Take a smaller lr, or lr="auto"; loss_over_time_ shows how it ran away.',
    )
