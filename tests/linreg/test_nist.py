"""Certified digits: NIST's reference data sets for linear regression, against the exact solution in rationals.

Wampler 1–5 and NoInt 1–2 follow from formulas, Longley is in `data/`. With NIST_STRD_DIR naming a folder that has the
published files and `certified.json`, their numbers take the place of the formulas', the other three join, and the
certified digits are counted: LRE = −log₁₀(|b − c|/|c|), at most 15, and −log₁₀|b| where c = 0.
"""

from __future__ import annotations

import json
import math
import os
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pytest

import linreg
from linreg import LinearRegression
from verification.oracles import exact

Array = Any
U = Fraction(1, 2**53)


class Problem(NamedTuple):
    """The columns of the model without the intercept, y, and whether there is an intercept."""

    features: Array
    y: Array
    intercept: bool

    @property
    def design(self) -> Array:
        return linreg.with_intercept(self.features) if self.intercept else self.features


def floats(values: Any) -> Array:
    return np.array([float(value) for value in values])


def powers(x: Array, degree: int) -> Array:
    return np.column_stack([x**k for k in range(1, degree + 1)])


def wampler(q: Fraction, noise: int) -> Problem:
    """y = Σ (qx)ᵏ, k = 0 … 5, on x = 0 … 20, and residuals that are orthogonal to all those powers."""
    e = [759, -2048, 2048, -2048, 2523, -2048, 2048, -2048, 1838, -2048]
    residuals = [*e, 2048, *reversed(e)]
    y = [sum((q * x) ** k for k in range(6)) + noise * e for x, e in enumerate(residuals)]
    return Problem(powers(np.arange(21.0), 5), floats(y), True)


def longley() -> Problem:
    table = np.loadtxt(Path(__file__).parent / "data" / "longley.csv", delimiter=",", skiprows=1)
    return Problem(table[:, 1:], table[:, 0], True)


PROBLEMS = {
    "Wampler1": wampler(Fraction(1), 0),
    "Wampler2": wampler(Fraction(1, 10), 0),
    "Wampler3": wampler(Fraction(1), 1),
    "Wampler4": wampler(Fraction(1), 100),
    "Wampler5": wampler(Fraction(1), 10_000),
    "NoInt1": Problem(np.arange(60.0, 71)[:, np.newaxis], np.arange(130.0, 141), False),
    "NoInt2": Problem(np.array([[4.0], [5.0], [6.0]]), np.array([3.0, 4.0, 4.0]), False),
    "Longley": longley(),
}


def published(folder: Path) -> Iterator[tuple[str, Problem, dict[str, Any]]]:
    """The numbers of the files, whose rows begin in line 61 with y, and what is certified of them."""
    for name, certified in json.loads((folder / "certified.json").read_text("utf-8")).items():
        lines = (folder / certified["file"]).read_text("utf-8").splitlines()[60:]
        table = np.array([[float(cell) for cell in line.split()] for line in lines if line.strip()])
        features = powers(table[:, 1], certified["degree"]) if certified["kind"] == "poly" else table[:, 1:]
        yield name, Problem(features, table[:, 0], certified["intercept"]), certified


FOLDER = os.environ.get("NIST_STRD_DIR")
PUBLISHED = {name: (problem, certified) for name, problem, certified in published(Path(FOLDER))} if FOLDER else {}
ALL = PROBLEMS | {name: problem for name, (problem, _) in PUBLISHED.items()}
# Filip's powers of x lose so much when they are rounded to floats that the exact solution for those has 7.6 digits.
FLOORS = dict.fromkeys(ALL, 13.0) | {"Filip": 7.4}


def digits(value: float, certified: float) -> float:
    if value == certified:
        return 15.0
    return min(15.0, -math.log10(abs(value - certified) / abs(certified)) if certified else -math.log10(abs(value)))


def test_the_formulas_are_the_published_numbers() -> None:
    for name, (problem, _) in PUBLISHED.items():
        if name in PROBLEMS:
            assert PROBLEMS[name].features.tolist() == problem.features.tolist(), name
            assert PROBLEMS[name].y.tolist() == problem.y.tolist(), name
    assert len(ALL) == (11 if FOLDER else 8)


def fitted(problem: Problem, **settings: Any) -> LinearRegression:
    return LinearRegression(fit_intercept=problem.intercept, **settings).fit(problem.features, problem.y)


@pytest.mark.parametrize("name", ALL)
def test_the_weights_are_the_floats_nearest_to_the_exact_solution(name: str) -> None:
    theta = fitted(ALL[name], gradient_descent=False).theta_
    for ours, truth in zip(theta, exact.solution(ALL[name].design, ALL[name].y), strict=True):
        assert abs(Fraction(ours) - truth) <= Fraction(math.ulp(ours)) / 2


@pytest.mark.parametrize("name", ALL)
def test_a_descent_that_converged_ends_there_too(name: str) -> None:
    model = fitted(ALL[name], random_state=0)
    if model.outcome_ is linreg.Outcome.CONVERGED:
        assert model.theta_.tolist() == fitted(ALL[name], gradient_descent=False).theta_.tolist()


def test_some_descents_do_converge() -> None:
    """Lest the test above be empty."""
    for name in ("NoInt1", "NoInt2"):
        assert fitted(ALL[name]).outcome_ is linreg.Outcome.CONVERGED


@pytest.mark.parametrize("name", ALL)
def test_scatter_and_standard_errors_are_right_to_rounding(name: str) -> None:
    """|s − s*|·√dof ≤ ‖X(θ − θ*)‖, by Pythagoras; all else is sums of m products, n of them for each entry."""
    X, y = ALL[name].design, ALL[name].y
    (m, n), model = X.shape, fitted(ALL[name], gradient_descent=False)
    theta, ours = model.theta_, model.inference_
    truth, A, b = exact.solution(X, y), exact.rational(X), exact.rational(y)
    rounding = 2 * m * n * U  # over γₘ + γ for the n entries of a row, for roots and quotients
    rss, off = square(b - A @ truth), root(square(A @ (exact.rational(theta) - truth)) / (m - n))
    sd, tss = root(rss / (m - n)), square(b - (sum(b) / m if ALL[name].intercept else 0))
    assert ours.residual_sd is not None and ours.standard_errors is not None and ours.r2 is not None
    assert abs(Fraction(ours.residual_sd) - sd) <= off + rounding * sd
    assert abs(Fraction(ours.r2) - (1 - rss / tss)) <= U + rounding * (rss / tss) + (m - n) * off * (off + 2 * sd) / tss
    for error, variance in zip(ours.standard_errors, inverse_diagonal(A), strict=True):
        assert abs(Fraction(error) - sd * root(variance)) <= (off + rounding * sd) * root(variance)
    adjusted = 1 - rss / (m - n) / (tss / (m - ALL[name].intercept))
    assert ours.adjusted_r2 is not None
    assert abs(Fraction(ours.adjusted_r2) - adjusted) <= (m / (m - n)) * (U + abs(Fraction(ours.r2) - (1 - rss / tss)))


def square(values: Array) -> Fraction:
    return sum((value * value for value in values), Fraction(0))


def root(value: Fraction) -> Fraction:
    """√ to 60 digits."""
    scale = 10**120 * 4 ** max(0, value.denominator.bit_length())
    return Fraction(math.isqrt(value.numerator * scale // value.denominator), math.isqrt(scale))


def inverse_diagonal(A: Array) -> list[Fraction]:
    """The diagonal of (AᵀA)⁻¹, by Gauss–Jordan elimination in fractions."""
    gram = A.T @ A
    n = len(gram)
    M = np.hstack([gram, exact.rational(np.eye(n))])
    for k in range(n):
        M[k] = M[k] / M[k, k]
        for i in range(n):
            if i != k:
                M[i] = M[i] - M[i, k] * M[k]
    return [M[k, n + k] for k in range(n)]


class Certified(NamedTuple):
    b: Array
    sd: Array
    residual_sd: float
    r2: float


def certified(name: str) -> Certified:
    """What is published or, where no folder is named, the same from the exact solution for the decimals as printed."""
    if name in PUBLISHED:
        values = PUBLISHED[name][1]
        return Certified(values["b"], values["sd"], values["residual_sd"], values["r2"])
    X, y = as_printed(ALL[name].design), as_printed(ALL[name].y)
    b, (m, n) = exact.solution(X, y), X.shape
    sd = root(square(y - X @ b) / (m - n))
    tss = square(y - (sum(y) / m if ALL[name].intercept else 0))
    errors = [sd * root(variance) for variance in inverse_diagonal(X)]
    return Certified(floats(b), floats(errors), float(sd), float(1 - sd**2 * (m - n) / tss))


def as_printed(values: Array) -> Array:
    """1/10 for 0.1, and not the float beside it."""
    return np.array([Fraction(repr(value)) for value in values.ravel().tolist()], dtype=object).reshape(values.shape)


@pytest.mark.parametrize("name", ALL)
def test_the_certified_digits(name: str) -> None:
    truth, model = certified(name), fitted(ALL[name], gradient_descent=False)
    found, floor = model.inference_, FLOORS[name]
    assert found.residual_sd is not None and found.standard_errors is not None and found.r2 is not None
    assert min(map(digits, model.theta_, truth.b)) >= (floor if name == "Filip" else 13.1)
    assert min(map(digits, found.standard_errors, truth.sd)) >= floor
    assert digits(found.residual_sd, truth.residual_sd) >= floor
    assert digits(found.r2, truth.r2) >= floor


@pytest.mark.parametrize(
    "settings", [{}, {"standardize": False}, {"gradient_descent": False}, {"batch_size": 4}], ids=str
)
@pytest.mark.parametrize("name", ALL)
def test_the_certificate_holds_and_is_no_empty_talk(name: str, settings: dict[str, Any]) -> None:
    model = fitted(ALL[name], random_state=0, n_iterations=200, **settings)
    proven, theta, X, y = model.certificate_, model.theta_, ALL[name].design, ALL[name].y
    truth = exact.solution(X, y)
    if np.linalg.cond(X) <= 1e6:
        assert math.isfinite(proven.cost_gap) and np.isfinite(proven.coefficient_errors).all()
        assert proven.smallest_eigenvalue > 0
    if math.isfinite(proven.cost_gap):
        assert exact.cost(theta, X, y) - exact.cost(truth, X, y) <= Fraction(proven.cost_gap)
    for value, right, bound in zip(theta, truth, proven.coefficient_errors, strict=True):
        assert math.isinf(bound) or abs(Fraction(value) - right) <= Fraction(bound)
