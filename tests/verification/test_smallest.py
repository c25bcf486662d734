"""Examples are small, true, and no two mistakes share one."""

from __future__ import annotations

import numpy as np
import pytest

from verification.accounts import right_gradients
from verification.convention import Convention
from verification.diagnosis import diagnose
from verification.evidence import Text
from verification.implementation import Implementation
from verification.mistakes import CATALOGUE
from verification.mistakes.working import Working

SEEN = {"n": "f(theta, X, y)", "d": "f(theta[1:], theta[0], X[:, 1:], y)"}


def examples(own, columns):
    """(mistake, formula, example) of every form of every mistake that has a formula."""
    right = Working.right(own)
    text = Text(bound=dict.fromkeys(("cost", "gradient"), SEEN[columns]))
    for name, mistake in CATALOGUE.items():
        for form in (f for f in mistake.gradient if f.suits(own) and f.columns in ("", columns)):
            code = Implementation(name=name, intercept=True, cost=right.cost, gradient=form.change(right).gradient)
            yield name, form.formula, diagnose(code, text)
        for form in (f for f in mistake.cost if f.suits(own) and f.columns in ("", columns)):
            code = Implementation(name=name, intercept=True, cost=form.change(right).cost)
            yield name, form.formula, diagnose(code, text)
        rate = [mistake.fixed_rate(0.01)] if mistake.fixed_rate else []
        for descent in (*mistake.descent, *rate):
            yield name, descent.formula, diagnose(loop(right, next(right_gradients([own])), descent))


def loop(right, gradient, descent):
    def descend(theta, X, y, lr, k):
        def at(t, kept=slice(None)):
            return gradient.answer(t, X[kept], y[kept])

        return descent.scheme(at, theta, lr, k, len(y))

    return Implementation(name="loop", intercept=True, cost=right.cost, descend=descend)


@pytest.mark.parametrize(("own", "columns"), [(Convention.HALF_MEAN, "d"), (Convention.MEAN, "n")])
def test_every_mistake_has_a_small_example_and_no_two_share_one(own, columns):
    shown = {}
    for name, formula, found in examples(own, columns):
        (named,) = found.mistakes
        example = named.example
        assert named.id == name and example is not None, (name, formula, found.ids)
        p = example.problem
        assert p.m <= 3 and p.X.shape[1] <= 3, formula
        assert max(np.abs(numbers).max() for numbers in (p.theta, p.X, p.y)) <= 9
        assert not np.allclose(example.yours, example.right)
        key = (p.X.tolist(), p.y.tolist(), p.theta.tolist(), p.lr, example.k, np.ravel(example.yours).round(9).tolist())
        assert shown.setdefault(str(key), name) == name, (formula, shown[str(key)])


def ridge(weight, own_term):
    """Functions with the penalty (λ/2m)‖w‖² in the cost, and a term of their own in the gradient."""
    right = Working.right(Convention.HALF_MEAN)
    return Implementation(
        name="ridge",
        intercept=True,
        cost=lambda t, X, y: right.cost(t, X, y) + weight * float(t[1:] @ t[1:]) / (2 * len(y)),
        gradient=lambda t, X, y: right.gradient(t, X, y) + weight * own_term(t, len(y)),
        regularised=lambda weight: ridge(weight, own_term),
    )


@pytest.mark.parametrize(
    ("name", "own_term", "excess"),
    [
        ("regulariser-on-intercept", lambda t, m: t / m, lambda t, m: np.append(t[0], 0 * t[1:]) / m),
        ("regulariser-misscaled", lambda t, m: np.append(0, t[1:]), lambda t, m: np.append(0, t[1:]) * (1 - 1 / m)),
    ],
)
def test_a_penalty_has_a_small_example_too_with_its_weight(name, own_term, excess):
    (named,) = diagnose(ridge(0.0, own_term)).mistakes
    example = named.example
    assert named.id == name and example is not None
    p = example.problem
    assert p.m <= 3 and max(np.abs(numbers).max() for numbers in (p.theta, p.X, p.y)) <= 9
    assert np.allclose(example.yours - example.right, example.penalty * excess(p.theta, p.m), rtol=1e-12)
