"""No false alarm: right gradients, however they are written, on numbers that are hard on floats."""

from contextlib import suppress

import numpy as np
import pytest

from tests.verification.corpus import gradients
from verification import laws
from verification.convention import Convention
from verification.examine import GRADIENT, Verdict, answering, conventions, examine, on_integers, overall
from verification.implementation import Implementation
from verification.probes import probes
from verification.problem import Problem

CORRECT = gradients("correct")
CONVENTION = {
    "mean_squared_error": Convention.MEAN,
    "mean_by_samples": Convention.MEAN,
    "half_sum": Convention.HALF_SUM,
    "sum_of_squares": Convention.SUM,
}


def code_of(name):
    gradient = CORRECT[name]
    cost = getattr(gradient, "cost", None)
    return Implementation(name=name, gradient=gradient, cost=cost, intercept=name.startswith("intercept"))


def harsh_problems(dtype, count=120, seed=1):
    """Columns from 1e-12 to 1e12, condition numbers to 1e16, y shifted by 1e8, X and y times 1e-8."""
    rng = np.random.default_rng(seed)
    for i in range(count):
        m, d = int(rng.integers(1, 16)), int(rng.integers(1, 5))
        F = rng.normal(size=(m, d)) + rng.integers(0, 4)
        if i % 2:
            F = F * 10.0 ** rng.integers(-12, 13, d)
        if i % 3 == 0:
            F = F[:, :1] + F * 10.0 ** -rng.integers(0, 9)
        y = rng.normal(size=m) + (1e8 if i % 5 == 0 else 0)
        if i % 7 == 0:
            F, y = F * 1e-8, y * 1e-8
        X = np.column_stack([np.ones(m), F])
        theta = rng.normal(size=d + 1) / np.abs(X).max(axis=0) * 10.0 ** rng.integers(-2, 3)
        yield Problem(theta.astype(dtype), X.astype(dtype), y.astype(dtype))


def test_there_are_enough():
    assert len(CORRECT) >= 40


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
@pytest.mark.parametrize("name", CORRECT)
def test_no_alarm_on_harsh_numbers(name, dtype):
    code, convention = code_of(name), CONVENTION.get(name.split(".")[1], Convention.HALF_MEAN)
    told = 0
    for problem in harsh_problems(dtype):
        for law, exists in ((laws.gradient_is_exact, True), (laws.cost_is_exact, code.cost)):
            try:
                told += exists is not None and law(code, problem, convention).fraction >= 0
            except laws.Inconclusive:
                continue
    assert told > 60, "on most problems right must have been tellable from wrong"


@pytest.mark.parametrize("name", CORRECT)
def test_every_law_holds_on_the_probes(name):
    code = answering(code_of(name))
    convention = CONVENTION.get(name.split(".")[1], Convention.HALF_MEAN)
    assert conventions(code).chosen is convention
    assert [f.verdict for f in on_integers(code, convention)] == [Verdict.PASSED] * (1 + (code.cost is not None))
    for law in GRADIENT:
        for problem in probes(intercept=code.intercept, count=6):
            with suppress(laws.Inapplicable):
                law.check(code, problem, convention)


@pytest.mark.parametrize("module", sorted({name.split(".")[0] for name in CORRECT}))
def test_every_law_holds_under_hypothesis(module):
    name = next(name for name in CORRECT if name.startswith(module))
    findings = list(examine(code_of(name)))
    assert overall(findings) is Verdict.PASSED, [f.reason for f in findings if f.reason]
