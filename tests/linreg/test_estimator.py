"""`LinearRegression`: the article's names and histories, any input, nothing left over, nothing lost."""

import inspect
import math
import operator
import pickle
import warnings
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pytest

import linreg
from linreg import LinearRegression, Outcome
from linreg.estimator import has_intercept

X = np.array([[1.0, 10.0], [2.0, 30.0], [4.0, 20.0], [5.0, 50.0], [8.0, 10.0]])
Y = np.array([3.0, 8.0, 6.0, 13.0, 7.0])


def read_only(values: Any) -> Any:
    values = values.copy()
    values.setflags(write=False)
    return values


def to_the_letter(**settings: Any) -> LinearRegression:
    """Descent in the units of the data, each step θ ← θ − α∇J."""
    return LinearRegression(standardize=False, tol=0.0, **settings)


def test_a_step_is_theta_minus_alpha_times_the_gradient_to_the_letter() -> None:
    model = to_the_letter(n_iterations=3, lr=2.0**-10, init=[1.0, 2.0, 3.0]).fit(X, Y)
    theta, ones = np.array([1.0, 2.0, 3.0]), np.column_stack([np.ones(5), X])
    for k in range(4):
        assert model.w_over_time_[k].tolist() == theta.tolist()
        assert model.loss_over_time_[k] == linreg.mean_squared_error(theta, ones, Y)
        theta = theta - 2.0**-10 * linreg.gradient(theta, ones, Y)
    assert model.n_iter_ == 3 and model.w_iterations_.tolist() == [0, 1, 2, 3] and len(model.loss_over_time_) == 4
    assert model.theta_.tolist() == model.w_over_time_[-1].tolist() == [model.intercept_, *model.coef_]


def test_without_an_intercept_theta_is_the_weights() -> None:
    model = to_the_letter(n_iterations=1, lr=1.0, fit_intercept=False, init="zeros").fit([[1.0], [1.0]], [2.0, 4.0])
    assert (model.theta_.tolist(), model.coef_.tolist(), model.intercept_) == ([3], [3], 0)


def test_standardised_steps_are_preconditioned_steps_in_the_units_of_the_data() -> None:
    """With mean 2 and deviation 1 no number rounds: in z the step is θ′ − α∇J, mapped back by b = b′ − 2w."""
    design, y = np.array([[1.0], [3.0]]), np.array([0.0, 4.0])
    model = LinearRegression(n_iterations=1, lr=0.5, init="zeros", tol=0.0).fit(design, y)
    # z = ∓1, r = (0, −4), ∇J = (−2, −2), θ′ = (1, 1)
    assert model.theta_.tolist() == [1 - 2, 1]


def test_the_uniform_start_is_the_articles() -> None:
    starts = np.array(
        [to_the_letter(n_iterations=0, random_state=seed).fit(X, Y).w_over_time_[0] for seed in range(400)]
    )
    limit = 1 / math.sqrt(2)
    assert (starts[:, 0] == 0).all() and (np.abs(starts[:, 1:]) <= limit).all()
    # Uniform: each tenth of the range holds 40 ± 6 of 400; 10 standard deviations away is no chance.
    counts, _ = np.histogram(starts[:, 1], bins=10, range=(-limit, limit))
    assert (np.abs(counts - 40) < 60).all() and counts.sum() == 400


@pytest.mark.parametrize("settings", [{}, {"batch_size": 2}, {"gradient_descent": False}, {"standardize": False}])
def test_fit_forgets_what_was_before_and_returns_self(settings: dict[str, Any]) -> None:
    once = LinearRegression(n_iterations=20, random_state=0, **settings).fit(X, Y)
    again = LinearRegression(n_iterations=20, random_state=0, **settings).fit(pd.DataFrame(X[:, :1] * 5), Y + 9)
    assert again.fit(X, Y) is again
    for name in ["theta_", "coef_", "loss_over_time_", "w_over_time_", "w_iterations_"]:
        assert getattr(once, name).tolist() == getattr(again, name).tolist(), name
    assert not hasattr(again, "feature_names_in_")
    assert len(once.loss_over_time_) == once.n_iter_ + 1


def test_predict_changes_nothing_and_is_the_line() -> None:
    model = LinearRegression(random_state=0).fit(X, Y)
    before = pickle.dumps(model)
    assert model.predict(X).tolist() == (np.column_stack([np.ones(5), X]) @ model.theta_).tolist()
    assert pickle.dumps(model) == before


def test_inputs_are_never_changed() -> None:
    given, targets = X.copy(), Y.copy()
    for settings in [{}, {"standardize": False}, {"gradient_descent": False}, {"batch_size": 2}]:
        LinearRegression(n_iterations=9, **settings).fit(given, targets).predict(given)
    assert (given == X).all() and (targets == Y).all()


@pytest.mark.filterwarnings("ignore:A column-vector y was passed")
@pytest.mark.parametrize(
    "form",
    [
        lambda A: A.tolist(),
        np.asfortranarray,
        lambda A: np.repeat(A, 2, axis=0)[::2],
        lambda A: A.astype(np.float32),
        lambda A: A.astype(int),
        pd.DataFrame,
        lambda A: pl.DataFrame(A, schema=[f"c{j}" for j in range(A.shape[1])], orient="row"),
        read_only,
    ],
)
def test_every_form_of_the_same_numbers_gives_the_same_model(form: Any) -> None:
    reference = LinearRegression(random_state=0).fit(X, Y)
    model = LinearRegression(random_state=0).fit(form(X), form(Y[:, np.newaxis]))
    assert model.theta_.tolist() == reference.theta_.tolist()
    assert model.predict(form(X)).tolist() == reference.predict(X).tolist()


def test_names_are_kept_and_their_order_watched() -> None:
    frame = pd.DataFrame(X, columns=["area", "rooms"])
    model = LinearRegression(random_state=0).fit(frame, Y)
    assert model.feature_names_in_.tolist() == ["area", "rooms"] and model.n_features_in_ == 2
    with pytest.raises(linreg.InputError, match=r"columns rooms, area; expected area, rooms, as in fit"):
        model.predict(frame[["rooms", "area"]])
    with pytest.raises(linreg.InputError, match=r"columns area, rooms, more; expected area, rooms, as in fit"):
        model.predict(frame.assign(more=1.0))
    with pytest.raises(linreg.InputError, match=r"X has 1 features, but LinearRegression is expecting 2"):
        model.predict(X[:, :1])


def test_predict_and_score_before_fit_are_refused() -> None:
    for call in [lambda: LinearRegression().predict(X), lambda: LinearRegression().score(X, Y)]:
        with pytest.raises(linreg.NotFittedError, match="not fitted; expected a call of fit"):
            call()


def test_score_by_hand() -> None:
    model = LinearRegression(init=[0.0, 1.0], n_iterations=0, standardize=False).fit([[0.0], [2.0]], [0.0, 4.0])
    assert model.score([[0.0], [2.0], [4.0]], [0.0, 4.0, 2.0]) == 1 - 8 / 8
    assert model.score([[0.0], [2.0]], [0.0, 2.0]) == 1
    with pytest.raises(linreg.InputError, match="at least two"):
        model.score([[0.0]], [0.0])


@pytest.mark.parametrize("standardize", [True, False])
def test_a_step_beyond_two_over_l_raises_and_leaves_the_histories(standardize: bool) -> None:
    model = LinearRegression(lr=3.0, n_iterations=10_000, standardize=standardize, random_state=0)
    with pytest.raises(linreg.DivergenceError, match=r"α = 3; expected α below 2/L = \d.*lr=\"auto\"") as caught:
        model.fit(X, Y)
    assert caught.value.remedy.startswith("Take a smaller lr")
    assert model.outcome_ is Outcome.DIVERGED
    assert np.isfinite(model.loss_over_time_).all() and model.loss_over_time_[-1] > model.loss_over_time_[0]
    assert np.isfinite(model.w_over_time_).all()
    assert not hasattr(model, "coef_") and not hasattr(model, "theta_")
    with pytest.raises(linreg.NotFittedError):
        model.predict(X)


def test_a_step_too_large_for_single_samples_raises_too() -> None:
    """2/L = 2 in standardised features, but some sample has ‖xᵢ‖² > 4 there, and a step along it is stable below ½."""
    with pytest.raises(linreg.DivergenceError, match=r"α = 1.5; expected α below 2/L = .*few samples need less still"):
        LinearRegression(lr=1.5, batch_size=1, n_iterations=10_000, random_state=0).fit(X, Y)


def test_convergence_is_decided_at_two_over_l() -> None:
    """On whole numbers with H = diag(1, 1): z = ∓1 and the ones. 2/L = 2 is the edge."""
    design, y = np.array([[-1.0], [1.0]]), np.array([-5.0, 7.0])
    for lr, outcome in [(1.5, Outcome.CONVERGED), (0.5, Outcome.CONVERGED), (2.0, Outcome.ITERATION_LIMIT)]:
        assert to_the_letter_with_tolerance(lr).fit(design, y).outcome_ is outcome
    with pytest.raises(linreg.DivergenceError):
        to_the_letter_with_tolerance(2.125).fit(design, y)


def to_the_letter_with_tolerance(lr: float) -> LinearRegression:
    return LinearRegression(lr=lr, standardize=False, n_iterations=2000, init="zeros", tol=2.0**-30)


def test_the_automatic_step_is_the_one_that_contracts_fastest() -> None:
    """H = diag(1, 4): 2/(L + μ) = 2/5, and no other step has a smaller ρ = max|1 − αλ| = 3/5."""
    design = np.array([[1.0, 2.0], [1.0, -2.0], [-1.0, 2.0], [-1.0, -2.0]])
    model = to_the_letter(n_iterations=1, fit_intercept=False, init=[1.0, 1.0]).fit(design, np.zeros(4))
    assert model.theta_.tolist() == [1 - 0.4, 1 - 0.4 * 4]


def test_a_constant_feature_gets_weight_zero_and_is_named() -> None:
    frame = pd.DataFrame(X, columns=["area", "rooms"]).assign(planet=3.7)
    model = LinearRegression(random_state=0).fit(frame, Y)
    assert model.outcome_ is Outcome.CONVERGED and model.coef_[2] == 0
    assert (model.w_over_time_[:, 3] == 0).all()
    assert "Constant, with weight 0: planet." in str(model.certificate_)
    assert math.isfinite(model.certificate_.cost_gap)


def test_dependent_columns_are_named_and_descent_still_converges() -> None:
    frame = pd.DataFrame(X, columns=["area", "rooms"]).assign(sum=X.sum(axis=1))
    model = LinearRegression(random_state=0).fit(frame, Y)
    assert model.outcome_ is Outcome.CONVERGED
    assert model.certificate_.dependent == (("area", "rooms", "sum"),)
    assert model.certificate_.rank == 3 < model.certificate_.n_parameters == 4
    assert "The weights are not unique: area, rooms, sum determine one another." in str(model.certificate_)
    # The same line as without the third column: the predictions are unique.
    assert math.isfinite(model.certificate_.cost_gap)


@pytest.mark.parametrize("scales", [(1e-150, 1e150), (1e150, 1e-150), (1e-150, 1e-150), (1e120, 1.0)])
def test_columns_of_any_scale_fit_without_overflow(scales: tuple[float, float]) -> None:
    plain = LinearRegression(random_state=0, n_iterations=40, tol=0.0).fit(X, Y)
    for settings in [{}, {"gradient_descent": False}]:
        model = LinearRegression(random_state=0, n_iterations=40, tol=0.0, **settings).fit(X * scales, Y)
        assert np.isfinite(model.theta_).all() and model.score(X * scales, Y) <= 1
        spread = np.abs(model.coef_ * scales - plain.coef_)
        proven = plain.certificate_.coefficient_errors[1:] + model.certificate_.coefficient_errors[1:] * scales
        assert (spread <= proven).all()


def test_overflow_is_an_error_and_never_an_infinity() -> None:
    with pytest.raises(linreg.InputError, match=r"y reaches 1e\+200, whose square overflows"):
        LinearRegression().fit(X, Y * 0 + [1e200, 0, 0, 0, 0])
    with pytest.raises(linreg.InputError, match=r"X reaches .* leave standardize=True"):
        LinearRegression(standardize=False).fit(X * 1e200, Y)
    with pytest.raises(linreg.InputError, match=r"the weight of feature 0 overflows"):
        LinearRegression().fit(X * [1e-200, 1.0], Y * 1e148)


def test_a_prediction_or_a_score_beyond_float64_is_no_silent_nan() -> None:
    model = LinearRegression(init=[0.0, 8.0], n_iterations=0, standardize=False).fit([[0.0], [2.0]], [0.0, 4.0])
    with pytest.raises(linreg.InputError, match="a prediction overflows; expected numbers that float64 can hold"):
        model.predict([[1.0], [1e308]])
    # ŷ = 8x = (0, 2)·2¹⁰⁰⁰ for y = (0, 1)·2¹⁰⁰⁰: R² = 1 − 1/½, though no square of these can be held.
    assert model.score([[0.0], [2.0**998]], [0.0, 2.0**1000]) == -1


@pytest.mark.parametrize("scale", [1.0, 2.0**300, 2.0**-300])
@pytest.mark.parametrize("settings", [{}, {"fit_intercept": False}, {"batch_size": 2}, {"init": "zeros"}], ids=str)
def test_where_zero_is_the_minimum_descent_converges_to_it(settings: dict[str, Any], scale: float) -> None:
    """y = 0, and ∇J(0) = 0 with it: there is no ‖∇J(0)‖ to be small against, but the start has a slope."""
    model = LinearRegression(random_state=0, **settings).fit(X * scale, np.zeros(5))
    assert model.outcome_ is Outcome.CONVERGED and model.n_iter_ < 100
    assert not model.theta_.any()
    assert (np.abs(model.theta_) <= model.certificate_.coefficient_errors).all()


def test_targets_at_right_angles_to_the_features_leave_rounding_alone() -> None:
    """Xᵀy = 0 in real arithmetic, and about u in floats: a tolerance relative to that could never be met."""
    x = np.linspace(0.1, 0.7, 7)
    design, y = np.concatenate([x, -x])[:, np.newaxis] * [1.0, 0.1] + [0.0, 0.0], np.full(14, 3.3)
    design[:, 1] **= 3
    model = LinearRegression(fit_intercept=False, random_state=0).fit(design, y)
    assert model.outcome_ is Outcome.CONVERGED and math.isfinite(model.certificate_.cost_gap)


def test_a_start_on_the_minimum_is_converged_at_once_and_tol_0_walks_on() -> None:
    theta = LinearRegression(gradient_descent=False).fit(X, Y).theta_
    there = LinearRegression(init=theta).fit(X, Y)
    assert (there.outcome_, there.n_iter_) == (Outcome.CONVERGED, 0)
    assert LinearRegression(tol=1e308).fit(X, Y).n_iter_ == 0  # tol·‖∇J(0)‖ is more than a float can hold
    assert LinearRegression(init="zeros", tol=0.0, n_iterations=5).fit(X, np.zeros(5)).n_iter_ == 5
    with pytest.raises(linreg.InputError, match="at the start the cost is"):
        LinearRegression(init=[1e308, 1e308, 1e308]).fit(X, np.zeros(5))


def test_mini_batches_end_in_a_ball_of_noise_and_say_so() -> None:
    model = LinearRegression(batch_size=1, n_iterations=200, random_state=0).fit(X, Y)
    assert model.outcome_ is Outcome.NOISE_BALL and "batch_size=None" in str(model.outcome_)
    assert model.loss_over_time_[-1] < model.loss_over_time_[0]


def test_the_automatic_step_of_mini_batches() -> None:
    """1/max‖xᵢ‖² over the standardised samples, with their ones: mean 2 and deviation 1 make that 1/(1 + 1)."""
    data = np.array([[1.0], [3.0], [1.0], [3.0]]), np.array([0.0, 5.0, 1.0, 4.0])
    automatic, named = (
        LinearRegression(batch_size=1, n_iterations=7, random_state=0, **lr).fit(*data) for lr in ({}, {"lr": 0.5})
    )
    assert automatic.w_over_time_.tolist() == named.w_over_time_.tolist()


def test_mini_batches_converge_where_every_sample_can_be_met() -> None:
    """y on a line exactly: the gradient of each sample vanishes at θ*, so there is no noise to settle in."""
    model = LinearRegression(batch_size=2, n_iterations=5000, random_state=0).fit(X, X @ [2.0, -1.0] + 3)
    assert model.outcome_ is Outcome.CONVERGED


def test_progress_gets_the_mean_squared_error() -> None:
    heard: list[tuple[int, int, float]] = []
    model = LinearRegression(n_iterations=5, tol=0.0, random_state=0, progress=lambda *a: heard.append(a)).fit(X, Y)
    assert heard == [(k, 5, loss) for k, loss in enumerate(model.loss_over_time_)]


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"lr": 0}, "lr is 0"),
        ({"lr": math.nan}, "lr is nan"),
        ({"lr": "fast"}, "lr is 'fast'"),
        ({"n_iterations": -1}, "n_iterations is -1"),
        ({"n_iterations": 1.5}, "n_iterations is 1.5"),
        ({"tol": -1.0}, "tol is -1.0"),
        ({"tol": math.nan}, "tol is nan"),
        ({"batch_size": 0}, "batch_size is 0"),
        ({"init": "ones"}, "init is 'ones'"),
        ({"init": [1.0]}, r"init is \[1.0\]; expected 3 finite numbers"),
        ({"init": [1.0, math.nan, 0.0]}, r"init is \[1.0, nan, 0.0\]; expected 3 finite numbers"),
        ({"init": ["a", "b", "c"]}, r"init is \['a', 'b', 'c'\]; expected 3 finite numbers"),
        ({"init": None}, "init is None; expected 3 finite numbers"),
        ({"init": [1e308, 1e308, 1e308]}, "at the start the cost is nan .*Start nearer to the minimum"),
        ({"lr": None}, "lr is None"),
        ({"tol": 10**400}, "tol is 1000"),
        ({"fit_intercept": "no"}, "fit_intercept is 'no'; expected True or False"),
        ({"standardize": None}, "standardize is None; expected True or False"),
        ({"gradient_descent": 0}, "gradient_descent is 0; expected True or False"),
        ({"progress": 3}, "progress is 3; expected True, None or a function"),
        ({"random_state": -1}, "random_state=-1; expected an integer of 0 or more"),
        ({"random_state": "seven"}, "random_state='seven'"),
    ],
)
def test_settings_outside_their_range_are_refused(settings: dict[str, Any], sentence: str) -> None:
    with pytest.raises((linreg.InputError, linreg.InputTypeError), match=sentence):
        LinearRegression(**settings).fit(X, Y)


def test_numbers_and_flags_of_numpy_are_settings_too() -> None:
    plain = LinearRegression(n_iterations=9, lr=0.5, tol=2.0**-9, random_state=0).fit(X, Y)
    numpys = LinearRegression(
        np.int8(9), np.float32(0.5), fit_intercept=np.True_, tol=np.float32(2.0**-9), random_state=np.int64(0)
    )
    assert numpys.fit(X, Y).theta_.tolist() == plain.theta_.tolist()
    assert str(numpys.summary()) == str(plain.summary())


def test_a_setting_changed_after_the_fit_changes_nothing_learned() -> None:
    model = LinearRegression(random_state=0).fit(X, Y)
    before = model.predict(X).tolist(), str(model.summary())
    model.set_params(fit_intercept=False)
    assert (model.predict(X).tolist(), str(model.summary())) == before


@pytest.mark.parametrize("tol", [2.0**-4, 2.0**-12, 2.0**-20])
def test_descent_stops_at_the_first_gradient_within_the_tolerance(tol: float) -> None:
    """H = diag(1, 2), so that with α = ¼ each step takes a quarter, or half, of what is left."""
    features, y = np.array([[-2.0], [-1.0], [0.0], [1.0], [2.0]]), np.array([3.0, 1.0, 4.0, 1.0, 5.0])
    model = LinearRegression(standardize=False, lr=0.25, tol=tol, init="zeros").fit(features, y)
    A = linreg.with_intercept(features)
    steepness = [np.linalg.norm(linreg.gradient(theta, A, y)) for theta in model.w_over_time_]
    assert model.outcome_ is Outcome.CONVERGED and len(steepness) == model.n_iter_ + 1 > 9
    assert [k for k, norm in enumerate(steepness) if norm <= tol * steepness[0]] == [model.n_iter_]  # θ₀ = 0


def test_a_tolerance_out_of_reach_counts_its_iterations_all_the_same() -> None:
    model = LinearRegression(tol=5e-324, n_iterations=1, lr=0.5, random_state=0).fit(X, Y * 1e100)
    assert model.certificate_.iterations_needed is not None and model.certificate_.iterations_needed > 1000


def test_weights_far_beyond_the_targets_are_no_nan() -> None:
    """Converged at the start, to a tolerance of 1e300, with weights of about 1 for targets of 5e-324."""
    model = LinearRegression(tol=1e300, fit_intercept=False, random_state=0).fit([[2.0], [1.0]], [5e-324, 0.0])
    assert model.outcome_ is Outcome.CONVERGED and model.n_iter_ == 0 and 0 < abs(model.coef_[0]) < 1
    assert "nan" not in str(model.summary())


def test_settings_by_name() -> None:
    model = LinearRegression(lr=0.5)
    assert list(model.get_params()) == list(inspect.signature(LinearRegression).parameters)
    assert model.set_params(n_iterations=7) is model and model.get_params()["n_iterations"] == 7
    assert repr(model) == "LinearRegression(n_iterations=7, lr=0.5)"
    with pytest.raises(linreg.InputError, match="no setting 'alpha'"):
        model.set_params(alpha=1)


def test_nothing_to_learn_from_gives_weight_zero() -> None:
    for settings in [{}, {"gradient_descent": False}]:
        model = LinearRegression(fit_intercept=False, **settings).fit([[0.0, 0.0], [0.0, 0.0]], [1.0, 2.0])
        assert model.coef_.tolist() == [0, 0] and model.certificate_.rank == 0
        level = LinearRegression(**settings).fit([[7.0], [7.0]], [1.0, 2.0])
        assert (level.coef_.tolist(), level.intercept_) == ([0], 1.5)


def test_one_sample_and_more_features_than_samples() -> None:
    model = LinearRegression(random_state=0).fit([[1.0, 2.0, 3.0]], [5.0])
    assert model.intercept_ == 5 and model.coef_.tolist() == [0, 0, 0]
    wide = LinearRegression(random_state=0).fit([[1.0, 2.0, 4.0], [2.0, 1.0, 7.0]], [5.0, 6.0])
    assert wide.certificate_.rank == 2 and wide.outcome_ is Outcome.CONVERGED


def test_the_fractions_of_the_article_are_floats_here() -> None:
    model = LinearRegression(random_state=0).fit([[Fraction(1, 2)], [Fraction(3, 2)]], [Fraction(1), Fraction(2)])
    assert model.coef_.dtype == np.float64


def test_a_limit_is_warned_of_where_a_tolerance_was_asked_for() -> None:
    with pytest.warns(UserWarning, match="iteration limit"):
        LinearRegression(n_iterations=2, lr=0.1, tol=1e-9).fit(X, Y)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        LinearRegression(n_iterations=2, lr=0.1, tol=0.0).fit(X, Y)


def test_targets_in_a_column_are_warned_of_and_no_others() -> None:
    with pytest.warns(UserWarning, match="column-vector"):
        LinearRegression().fit(X, Y[:, np.newaxis])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        LinearRegression().fit(X, Y)


def test_least_squares_has_a_history_of_one() -> None:
    model = LinearRegression(gradient_descent=False).fit(X, Y)
    assert model.n_iter_ == 0 and model.w_iterations_.tolist() == [0] and model.outcome_ is Outcome.SOLVED
    assert model.w_over_time_.tolist() == [model.theta_.tolist()]
    residual = [
        Fraction(b) - sum(map(operator.mul, map(Fraction, row), map(Fraction, model.theta_.tolist())))
        for row, b in zip(np.column_stack([np.ones(5), X]).tolist(), Y.tolist(), strict=True)
    ]
    exact = sum(r * r for r in residual) / 5
    # Each residual is off by γ₄(|X||θ| + |y|) ≤ γ₄·64, its square by 2|r|γ₄·64 and less.
    off = max(map(abs, residual)) * 2 * 64 * 4 * Fraction(2) ** -53 + exact * 9 * Fraction(2) ** -53
    assert len(model.loss_over_time_) == 1 and abs(Fraction(model.loss_over_time_[0].item()) - exact) <= 2 * off


@pytest.mark.parametrize("intercept", [True, False])
def test_what_a_divergence_leaves_says_whether_there_was_an_intercept(intercept: bool) -> None:
    model = LinearRegression(lr=1e3, fit_intercept=intercept)
    with pytest.raises(linreg.DivergenceError):
        model.fit(X, Y)
    assert has_intercept(model) is intercept
