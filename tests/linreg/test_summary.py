"""The summary: right by hand, its intervals hold as often as they promise, and it says where nothing can be said."""

from __future__ import annotations

import math
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd
import pytest
from scipy import stats

import linreg
from linreg import LinearRegression
from linreg.layout import html_table, number, text_table
from linreg.student import quantile

# Rounding a probability near 0.95 by u moves its complement by 20u, relatively, and t by less; twice, for more.
QUANTILE = 2 * 20 * 2.0**-53
LEVEL = Decimal.from_float(0.95)
X = np.array([[-1.0], [0.0], [1.0]])
Y = np.array([0.0, 3.0, 0.0])


@pytest.mark.parametrize("dof", [*range(1, 40), 100, 999, 1000, 1001, 12_345, 10**6, 10**9])
def test_the_quantile_is_scipys(dof: int) -> None:
    for confidence in (0.5, 0.8, 0.95):
        theirs = stats.t.ppf(0.5 + confidence / 2, dof)
        assert abs(quantile(confidence, dof) / theirs - 1) <= 2 * QUANTILE


@pytest.mark.parametrize("dof", [2, 4, 6, 10, 20, 100, 998])
def test_the_quantile_is_right_in_fifty_digits(dof: int) -> None:
    """For even ν, P(|T| ≤ t) is a finite sum (Abramowitz and Stegun, 26.7.4); it increases through 0.95 at t."""
    t = Decimal(quantile(0.95, dof))
    assert probability(t * (1 - Decimal(QUANTILE)), dof) < LEVEL < probability(t * (1 + Decimal(QUANTILE)), dof)


def probability(t: Decimal, dof: int) -> Decimal:
    with localcontext(prec=50):
        cosine2, term = dof / (dof + t * t), Decimal(1)
        terms = [term := term * (Decimal(2 * k - 1) / (2 * k) * cosine2 if k else 1) for k in range(dof // 2)]
        return t / (dof + t * t).sqrt() * sum(terms)


def test_the_quantile_in_closed_form() -> None:
    """ν = 1 is Cauchy's distribution; for ν = 2 the integral is elementary."""
    for confidence in (0.5, 0.9, 0.95):
        assert abs(quantile(confidence, 1) / math.tan(math.pi * confidence / 2) - 1) <= QUANTILE
        assert abs(quantile(confidence, 2) / (confidence * math.sqrt(2 / (1 - confidence**2))) - 1) <= QUANTILE


def test_by_hand() -> None:
    """θ = (1, 0), residuals −1, 2, −1: s² = 6/1, and XᵀX = diag(3, 2)."""
    summary = LinearRegression(gradient_descent=False).fit(X, Y).summary()
    t = math.tan(0.475 * math.pi)
    found = summary.inference
    assert (found.n_samples, found.dof, found.r2, found.adjusted_r2) == (3, 1, 0, 1 - (6 / 1) / (6 / 2))
    assert found.residual_sd == math.sqrt(6)
    # √(s²·(XᵀX)⁻¹ⱼⱼ): the entry comes of two roundings for S, one for its square, one for s² and one for the product,
    # of which the root halves what they make; the roots themselves round on either side.
    expected = np.sqrt([2.0, 3.0])
    assert (np.abs(summary.standard_errors - expected) <= (5 / 2 + 2) * 2.0**-53 * expected).all()
    expected = [[1 - t * math.sqrt(2), 1 + t * math.sqrt(2)], [-t * math.sqrt(3), t * math.sqrt(3)]]
    np.testing.assert_allclose(summary.confidence_intervals, expected, rtol=QUANTILE)


def test_without_an_intercept_r_squared_compares_with_zero() -> None:
    """θ = 15/14 from Σxy/Σx² on x = 1, 2, 3 and y = 2, 2, 3: R² = 1 − RSS/Σy²."""
    model = LinearRegression(gradient_descent=False, fit_intercept=False).fit([[1.0], [2.0], [3.0]], [2.0, 2.0, 3.0])
    inference, rss = model.inference_, 17 - Fraction(15**2, 14)
    # Up to the last rounding, of a number between ½ and 1, and a handful before it, of numbers below 1/6.
    for found, right in [(inference.r2, 1 - rss / 17), (inference.adjusted_r2, 1 - (rss / 2) / Fraction(17, 3))]:
        assert found is not None and abs(Fraction(found) - right) <= Fraction(1 + 6 / 6) * Fraction(2) ** -53


def test_the_intervals_hold_as_often_as_they_promise() -> None:
    """500 times five samples about a known line: 95 % ± 4 standard deviations of such a count."""
    rng, truth, held, reach = np.random.default_rng(0), np.array([2.0, -3.0, 0.5]), np.zeros(3), quantile(0.95, 2)
    for _ in range(500):
        A = rng.normal(size=(5, 2)) * [1.0, 1e6]
        model = LinearRegression(gradient_descent=False).fit(A, truth[0] + A @ truth[1:] + rng.normal(size=5))
        held += np.abs(model.theta_ - truth) <= reach * model.inference_.standard_errors
    assert (np.abs(held - 475) < 4 * math.sqrt(500 * 0.95 * 0.05)).all()


def test_columns_of_any_scale() -> None:
    """Standard errors go with the units: powers of two change them exactly."""
    rng = np.random.default_rng(1)
    A, y, units = rng.normal(size=(9, 3)), rng.normal(size=9), np.array([2.0**-400, 1.0, 2.0**400])
    plain, scaled = (
        LinearRegression(gradient_descent=False).fit(A * factor, y * by).inference_
        for factor, by in [(1.0, 1.0), (units, 2.0**100)]
    )
    assert plain.standard_errors is not None and scaled.standard_errors is not None
    assert scaled.standard_errors.tolist() == (plain.standard_errors * 2.0**100 / [1.0, *units]).tolist()
    assert (scaled.r2, scaled.adjusted_r2) == (plain.r2, plain.adjusted_r2)


def test_large_data_take_floats_and_agree() -> None:
    rng = np.random.default_rng(2)
    A, y = rng.normal(size=(40_000, 4)), rng.normal(size=40_000)
    found = LinearRegression(gradient_descent=False).fit(A, y).inference_
    design = linreg.with_intercept(A)
    s = math.sqrt(math.fsum((y - design @ np.linalg.solve(design.T @ design, design.T @ y)) ** 2) / (40_000 - 5))
    # Well conditioned: two ways of rounding sums of 40,000 terms differ by less than 40,000 u.
    np.testing.assert_allclose(found.residual_sd, s, rtol=40_000 * 2.0**-53)
    errors = s * np.sqrt(np.diag(np.linalg.inv(design.T @ design)))
    np.testing.assert_allclose(found.standard_errors, errors, rtol=40_000 * 2.0**-53)


@pytest.mark.parametrize(
    ("A", "y", "sentence"),
    [
        (X[:2], Y[:2], "No standard errors: with as many weights as samples"),
        (np.hstack([X, X * 2]), Y, "No standard errors: columns determine one another"),
        (X[:1], Y[:1], "1 sample, 0 degrees of freedom; residual standard deviation —, R² —, adjusted R² —."),
        (X, np.ones(3), "R² —, adjusted R² —."),
    ],
)
@pytest.mark.parametrize("settings", [{}, {"gradient_descent": False}], ids=str)
def test_what_is_not_defined_is_said(A: Any, y: Any, sentence: str, settings: dict[str, Any]) -> None:
    shown = " ".join(str(LinearRegression(**settings).fit(A, y).summary()).split())
    assert sentence in shown and "nan" not in shown


@pytest.mark.parametrize("times", [1, 20_000], ids=["samples", "moments"])
def test_far_from_the_minimum_nothing_is_told_and_nothing_is_nan(times: int) -> None:
    """Targets of 2⁻⁵³⁰ and a start of about 1: in the units of y the squares of the residuals reach 2¹⁰⁶⁰."""
    samples = np.tile(X, (times, 1)), np.tile(Y, times) * 2.0**-530
    model = LinearRegression(n_iterations=0, init=[0.0, 1.0], standardize=False).fit(*samples)
    shown = " ".join(str(model.summary()).split())
    assert "No standard errors: descent has stopped so far from the minimum that the residuals overflow." in shown
    assert "residual standard deviation —, R² —, adjusted R² —." in shown and "nan" not in shown and "inf" not in shown


def test_a_column_that_was_left_out_has_no_standard_error() -> None:
    frame = pd.DataFrame({"a": [1.0, 2.0, 4.0, 3.0], "planet": 3.0})
    summary = LinearRegression().fit(frame, [1.0, 2.0, 3.0, 5.0]).summary()
    assert np.isnan(summary.standard_errors).tolist() == [False, False, True]
    (planet,) = [line for line in str(summary).splitlines() if line.startswith("planet")]
    assert planet.split() == ["planet", "0", "—", "—", "—"]


def test_where_descent_stopped_early_the_intervals_are_not_all() -> None:
    X, y, _ = linreg.load_houses()
    early = LinearRegression(n_iterations=5, tol=0.0, random_state=0).fit(X, y)
    there = LinearRegression(random_state=0).fit(X, y)
    said = "The intervals speak of the scatter in the data alone"
    assert said in str(early.summary()) and said not in str(there.summary())


def test_text_and_html_say_the_same() -> None:
    frame = pd.DataFrame({"<b>area</b>": X[:, 0]})
    model = LinearRegression(random_state=0).fit(frame, Y)
    text, shown = str(model.summary()), model.summary()._repr_html_()
    assert max(map(len, text.splitlines())) <= 100 and repr(model.summary()) == text
    assert "&lt;b&gt;area&lt;/b&gt;" in shown and "<b>" not in shown
    for cell in [*text.splitlines()[3].split()[1:], "residual standard deviation 2.449490", "is proven to lie within"]:
        assert cell in shown and cell in text
    assert model._repr_html_() == f"<code>LinearRegression(random_state=0)</code>{shown}"
    assert "Not fitted yet." in LinearRegression()._repr_html_()
    with pytest.raises(linreg.NotFittedError):
        LinearRegression().summary()


def test_tables() -> None:
    assert text_table(["", "weight"], [["a", "1"], ["longer", "1,000"]]).splitlines() == [
        "         weight",
        "──────   ──────",
        "a             1",
        "longer    1,000",
    ]
    assert html_table(["", "w"], [["a&b", "1"]]).count("<td") == 1
    assert [number(v) for v in (0, 1234567.891, -0.00012345678, 1.5e-7, 2e12)] == [
        "0",
        "1,234,568",
        "-0.0001234568",
        "1.5e-07",
        "2e+12",
    ]
