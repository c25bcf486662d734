"""The formulas of the catalogue are told apart, and each is named when it is met."""

from __future__ import annotations

import numpy as np
import pytest

from verification.accounts import (
    Kind,
    cost_accounts,
    cost_forms,
    explains,
    first_group,
    fitted_forms,
    gradient_accounts,
    gradient_forms,
    joined,
)
from verification.convention import Convention
from verification.mistakes import CATALOGUE
from verification.mistakes.working import Working, both
from verification.separating import problems, square_problems

KINDS = [
    {"intercept": True, "features": None},
    {"intercept": True, "features": 1},
    {"intercept": False, "features": 1},
]
PAIRS = [
    ("missing-mean", "sign-flipped"),
    ("missing-mean", "factor-two"),
    ("factor-two", "sign-flipped"),
    ("factor-two", "intercept-not-updated"),
    ("averaged-twice", "factor-two"),
    ("missing-mean", "intercept-missing"),
    ("missing-mean", "missing-x"),
    ("sign-flipped", "missing-x"),
    ("sign-flipped", "broadcast-residual"),
    ("missing-mean", "dropped-sample"),
    ("divided-by-m-minus-1", "absolute-residual"),
    ("factor-two", "weight-instead-of-feature"),
]


def asked(kind, answer):
    """What code of this kind, which computes `answer`, is seen to answer."""
    answers = [(p, answer(p.theta, p.X, p.y)) for p in (*problems(**kind), *square_problems(**kind))]
    return [(p, g) for p, g in answers if np.isfinite(g).all()]


def named(accounts, seen):
    """The mistakes of the first account that explains what was seen."""
    fitting = first_group(accounts, lambda a: explains(a, seen))
    return fitting[0].ids if fitting else None


def kind_of(kind):
    return Kind(kind["intercept"], kind["features"] is None)


def first_form(name, convention):
    return next(form for form in CATALOGUE[name].gradient if form.suits(convention))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("own", tuple(Convention), ids=lambda c: c.cost)
def test_every_form_of_a_wrong_gradient_gets_its_name(kind, own):
    for name, form in gradient_forms(own, kind_of(kind), True):
        seen = asked(kind, form.change(Working.right(own)).gradient)
        assert named(gradient_accounts(own, seen), seen) == (name,), form.formula


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("own", tuple(Convention), ids=lambda c: c.cost)
def test_every_form_of_a_wrong_cost_gets_its_name(kind, own):
    for name, form in cost_forms(own, kind_of(kind)):
        seen = asked(kind, form.change(Working.right(own)).cost)
        assert named(cost_accounts(seen), seen) == (name,), form.formula


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("convention", tuple(Convention), ids=lambda c: c.cost)
def test_any_of_the_four_conventions_is_right_where_there_is_no_cost_to_compare_with(kind, convention):
    seen = asked(kind, Working.right(convention).gradient)
    assert named(gradient_accounts(None, seen), seen) == ()
    seen = asked(kind, Working.right(convention).cost)
    assert named(cost_accounts(seen), seen) == ()


@pytest.mark.parametrize("own", tuple(Convention), ids=lambda c: c.cost)
@pytest.mark.parametrize("other", tuple(Convention), ids=lambda c: c.cost)
def test_a_gradient_of_another_cost_than_its_own_is_named_by_what_it_lacks(own, other):
    seen = asked(KINDS[0], Working.right(other).gradient)
    lost_mean = {(True, False): ("missing-mean",), (False, True): ("cost-not-averaged",)}
    expected = lost_mean.get((own.averaged, other.averaged), ())
    bare = own.numerator == 2 and other.numerator == 1 and expected
    if own.numerator != other.numerator and not bare:
        expected = tuple(sorted((*expected, "factor-two"), key=list(CATALOGUE).index))
    assert named(gradient_accounts(own, seen), seen) == expected


@pytest.mark.parametrize("own", [Convention.HALF_MEAN, Convention.MEAN], ids=lambda c: c.cost)
@pytest.mark.parametrize("part", [slice(0, 1), slice(1, None)], ids=["intercept", "weights"])
def test_a_mistake_in_one_part_of_theta_gets_the_same_name(own, part):
    right = Working.right(own)
    for name in ("missing-mean", "averaged-twice", "sign-flipped", "divided-by-m-minus-1", "only-one-sample"):
        wrong = first_form(name, own).change(right)
        answer = joined(wrong, right) if part.start == 0 else joined(right, wrong)
        seen = asked(KINDS[0], answer)
        assert named(gradient_accounts(own, seen), seen) == (name,), name


@pytest.mark.parametrize("pair", PAIRS, ids="+".join)
@pytest.mark.parametrize("kind", KINDS[:2])
def test_two_mistakes_at_once_are_both_named(kind, pair):
    one, two = (first_form(name, Convention.HALF_MEAN).change for name in pair)
    seen = asked(kind, both(one, two)(Working.right(Convention.HALF_MEAN)).gradient)
    assert set(named(gradient_accounts(Convention.HALF_MEAN, seen), seen)) == set(pair)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda theta, X, y: X.T @ (X @ theta - y) / 97,
        lambda theta, X, y: 2 * X.T @ (X @ theta - y) / 20,
        lambda theta, X, y: X[:5].T @ (X[:5] @ theta - y[:5]) / len(y),
        lambda theta, X, y: (X.T @ (X @ theta - y) / len(y)) * (np.arange(X.shape[1]) < 3),
    ],
    ids=["m = 97", "m = 20", "the first 5 rows", "the first 3 of θ"],
)
def test_a_size_written_as_a_number_is_named_whatever_the_number(wrong):
    seen = asked(KINDS[0], wrong)
    assert named(gradient_accounts(None, seen), seen) == ("hard-coded-size",)
    assert any(True for _ in fitted_forms(Convention.HALF_MEAN, seen))


def test_what_no_mistake_computes_gets_no_name():
    seen = asked(KINDS[0], lambda theta, X, y: np.tanh(X.T @ (X @ theta - y) / len(y)))
    assert named(gradient_accounts(None, seen), seen) is None
    seen = asked(KINDS[0], lambda theta, X, y: float(np.sum(np.log1p((X @ theta - y) ** 2))))
    assert named(cost_accounts(seen), seen) is None


def test_every_entry_has_its_words_and_the_hint_gives_no_name_away():
    for name, mistake in CATALOGUE.items():
        words = (mistake.heading, mistake.symptom, mistake.cause, mistake.mend, mistake.hint, mistake.evidence)
        assert all(text.strip() for text in words), name
        assert mistake.mend not in mistake.hint, name
