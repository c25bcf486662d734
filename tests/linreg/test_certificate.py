"""A certificate never lies and is never empty talk: against the exact minimum in rational arithmetic."""

import math
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import linreg
from linreg import LinearRegression
from linreg.estimator import design_of
from verification.oracles import exact

Array = Any


def true_gap(theta: Array, X: Array, y: Array) -> Fraction:
    """J(θ) − J* for these very floats, without rounding."""
    return exact.cost(theta, X, y) - exact.cost(exact.solution(X, y), X, y)


def assert_truthful(model: LinearRegression, X: Array, y: Array) -> None:
    design, certificate = design_of(model, X), model.certificate_
    theta = model.theta_
    if math.isfinite(certificate.cost_gap):
        assert true_gap(theta, design, y) <= Fraction(certificate.cost_gap)
    slope = exact.gradient(theta, design, y)
    low, high = (
        (certificate.gradient_norm - certificate.gradient_error),
        (certificate.gradient_norm + certificate.gradient_error),
    )
    square = sum(g * g for g in slope)
    assert Fraction(max(low, 0.0)) ** 2 <= square <= Fraction(high) ** 2
    varying = [j for j in range(len(theta)) if certificate.coefficient_errors[j] > 0]
    assert not np.delete(theta, varying).any()  # what is left out has weight 0
    truth = np.zeros(len(theta), dtype=object)
    truth[varying] = exact.solution(design[:, varying], y)
    for bound, value, right in zip(certificate.coefficient_errors, theta, truth, strict=True):
        assert math.isinf(bound) or abs(Fraction(value) - right) <= Fraction(bound)
    mu = Fraction(certificate.smallest_eigenvalue)
    if exact.rank(design) == design.shape[1] and mu > 0:
        assert_positive_definite(
            exact.rational(linreg.hessian(exact.rational(design))) - mu * np.eye(len(theta), dtype=int)
        )


def assert_positive_definite(A: Array) -> None:
    """H − μ₋I ≥ 0: in fractions, elimination meets no negative pivot."""
    A = A.copy()
    for k in range(len(A)):
        assert A[k, k] >= 0
        for i in range(k + 1, len(A)):
            A[i, k:] = A[i, k:] - A[i, k] / A[k, k] * A[k, k:] if A[k, k] else A[i, k:]


def problem(seed: int, m: int, d: int, log_condition: float, log_scale: float) -> tuple[Array, Array]:
    """X with roughly this condition number, columns of widely different scale, y anywhere."""
    rng = np.random.default_rng(seed)
    U, _ = np.linalg.qr(rng.normal(size=(m, d)))
    V, _ = np.linalg.qr(rng.normal(size=(d, d)))
    X = U * np.logspace(0, -log_condition, d) @ V * 10.0 ** rng.uniform(-log_scale, log_scale, d)
    return X, X @ rng.normal(size=d) + rng.normal(size=m) * 10.0 ** rng.uniform(-9, 3)


problems = st.builds(
    problem, st.integers(0, 2**32), st.integers(6, 14), st.integers(1, 4), st.floats(0, 16), st.sampled_from([0, 3, 9])
)
settings = st.sampled_from(
    [
        {},
        {"n_iterations": 3},
        {"standardize": False},
        {"gradient_descent": False},
        {"fit_intercept": False},
        {"fit_intercept": False, "gradient_descent": False},
        {"batch_size": 2, "n_iterations": 5},
    ]
)


@given(problems, settings)
def test_a_certificate_never_lies(given_problem: tuple[Array, Array], chosen: dict[str, Any]) -> None:
    X, y = given_problem
    assert_truthful(LinearRegression(random_state=0, **chosen).fit(X, y), X, y)


@given(st.integers(0, 2**32), st.integers(8, 60), st.integers(1, 5), st.floats(0, 6), settings)
def test_a_certificate_is_never_empty_talk_up_to_condition_1e6(
    seed: int, m: int, d: int, log_condition: float, chosen: dict[str, Any]
) -> None:
    X, y = problem(seed, m, d, log_condition, 0)
    certificate = LinearRegression(random_state=0, **chosen).fit(X, y).certificate_
    assert certificate.condition_number > 1.001e6 or (
        math.isfinite(certificate.cost_gap)
        and math.isfinite(certificate.gradient_error)
        and np.isfinite(certificate.coefficient_errors).all()
        and certificate.smallest_eigenvalue > 0
    )


@pytest.mark.parametrize("log_condition", [0.0, 2.0, 4.0, 5.9])
@pytest.mark.parametrize("chosen", [{}, {"gradient_descent": False}, {"fit_intercept": False}], ids=str)
def test_nor_over_so_many_samples_that_the_moments_stand_for_them(log_condition: float, chosen: dict[str, Any]) -> None:
    X, y = problem(int(10 * log_condition), 30_000, 3, log_condition, 0)
    certificate = LinearRegression(random_state=0, **chosen).fit(X * math.sqrt(len(X)), y).certificate_
    assert 10**log_condition / 2 < certificate.condition_number < 1e6
    assert math.isfinite(certificate.cost_gap) and np.isfinite(certificate.coefficient_errors).all()
    assert certificate.smallest_eigenvalue > 0


@pytest.mark.parametrize("log_condition", [0, 3, 6])
def test_the_bound_is_close_to_the_truth(log_condition: float) -> None:
    """Far from the minimum rounding plays no part: the bound is what it bounds, within the slack of W = XS."""
    X, y = problem(1, 20, 3, log_condition, 0)
    model = LinearRegression(fit_intercept=False, n_iterations=0, standardize=False, random_state=0).fit(X, y)
    gap = Fraction(model.certificate_.cost_gap)
    truth = true_gap(model.theta_, X, y)
    assert truth <= gap <= 2 * truth


def test_dependent_columns_by_whole_numbers_are_proven_dependent() -> None:
    """One-hot columns sum to the column of ones: exact, so J* is that of the columns without the last."""
    X = np.eye(3)[[0, 1, 2, 0, 1, 2, 0]]
    y = np.array([1.0, 4.0, 9.0, 2.0, 4.0, 8.0, 3.0])
    model = LinearRegression(random_state=0).fit(X, y)
    assert model.certificate_.dependent == (("intercept", "feature 0", "feature 1", "feature 2"),)
    assert_truthful(model, X, y)
    assert math.isfinite(model.certificate_.cost_gap) and np.isinf(model.certificate_.coefficient_errors).all()


def test_a_column_that_only_seems_dependent_gets_no_bound() -> None:
    """x₂ = x₁ up to one ulp in one row: floats cannot tell, and J* with it is far lower than without."""
    x = np.array([1.0, 2.0, 3.0, 5.0])
    X = np.column_stack([x, x])
    X[3, 1] = np.nextafter(5.0, 6.0)
    y = np.array([1.0, 2.0, 3.0, 9.0])
    model = LinearRegression(random_state=0, fit_intercept=False).fit(X, y)
    assert true_gap(model.theta_, X, y) > 0.5  # what a bound from one column alone would deny
    assert math.isinf(model.certificate_.cost_gap) and model.certificate_.smallest_eigenvalue == 0
    assert str(model.certificate_).startswith("No bound")


def test_the_iterations_still_needed_are_enough() -> None:
    X, y = problem(2, 30, 3, 1, 0)
    stopped = LinearRegression(n_iterations=5, init="zeros").fit(X, y)
    needed = stopped.certificate_.iterations_needed
    assert needed is not None and needed > 0
    longer = LinearRegression(n_iterations=5 + needed, init="zeros").fit(X, y)
    assert longer.outcome_ is linreg.Outcome.CONVERGED
    assert longer.certificate_.iterations_needed == 0


def test_at_a_perfect_fit_the_gap_is_tiny_and_not_zero() -> None:
    X = np.array([[1.0], [2.0], [4.0]])
    certificate = LinearRegression(gradient_descent=False).fit(X, 2 * X[:, 0]).certificate_
    assert 0 < certificate.cost_gap < 2.0**-80
