"""Mistakes in the loop are told apart by where they end after a few steps, alone and on top of a wrong gradient."""

from __future__ import annotations

import numpy as np
import pytest

from tests.verification.known import right_in, wrong_in
from verification.accounts import first_group
from verification.convention import Convention
from verification.mistakes import CATALOGUE
from verification.mistakes.descent import STOCHASTIC, at_rate
from verification.paths import RIGHT, Path, Trace, follows, path_accounts, schemes
from verification.problem import Problem
from verification.separating import STEPS, problems

KINDS = [
    {"intercept": True, "features": None},
    {"intercept": True, "features": 1},
    {"intercept": False, "features": 1},
]
# With one parameter there is nothing to be simultaneous with, and no part of θ.
TOGETHER = ("sequential-update", "aliased-update", "intercept-updated-twice")
PARTS = ("the weights", "the intercept", "its intercept")


def traces(path, kind):
    return [Trace(p, k, path.end(p, k)) for p in problems(**kind) for k in STEPS]


def explain(seen, own):
    fitting = first_group(path_accounts(seen, own), lambda path: follows(path, seen))
    return fitting[0] if fitting else None


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("convention", [Convention.HALF_MEAN, Convention.MEAN], ids=lambda c: c.cost)
def test_every_form_of_a_wrong_loop_gets_its_name(kind, convention):
    for name, descent in schemes():
        if not kind["intercept"] and (name in TOGETHER or any(part in descent.formula for part in PARTS)):
            continue
        seen = traces(Path((name,), right_in(convention), descent), kind)
        assert explain(seen, convention).ids == (name,), descent.formula
        assert explain(seen, None).ids == (name,), descent.formula


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("convention", tuple(Convention), ids=lambda c: c.cost)
def test_right_descent_and_the_lms_rule_get_no_name(kind, convention):
    for descent in (RIGHT, STOCHASTIC):
        found = explain(traces(Path((), right_in(convention), descent), kind), None)
        assert found.ids == ()
        assert bool(found.remark) == (descent is STOCHASTIC)


@pytest.mark.parametrize("rate", [0.01, 0.001, 1.0])
def test_a_rate_written_into_the_program_is_named_whatever_it_is(rate):
    seen = traces(Path((), right_in(Convention.HALF_MEAN), at_rate(rate)), KINDS[0])
    assert explain(seen, Convention.HALF_MEAN).ids == ("learning-rate-ignored",)


@pytest.mark.parametrize("name", ["sign-flipped", "missing-mean", "missing-x", "intercept-missing", "only-one-sample"])
@pytest.mark.parametrize("kind", KINDS[:2])
def test_a_wrong_gradient_is_named_from_its_steps_alone(name, kind):
    seen = traces(Path((name,), wrong_in(Convention.HALF_MEAN, name), RIGHT), kind)
    assert explain(seen, Convention.HALF_MEAN).ids == (name,)


@pytest.mark.parametrize("loop", ["sequential-update", "stale-theta", "off-by-one-iterations", "update-outside-loop"])
@pytest.mark.parametrize("name", ["factor-two", "missing-mean", "sign-flipped", "dropped-sample"])
def test_a_wrong_gradient_in_a_wrong_loop_gets_both_names(name, loop):
    descent = CATALOGUE[loop].descent[0]
    seen = traces(Path((), wrong_in(Convention.HALF_MEAN, name), descent), KINDS[0])
    assert set(explain(seen, Convention.HALF_MEAN).ids) == {name, loop}


def heavy_ball(gradient, theta, lr, k, m):
    velocity = np.zeros(len(theta))
    for _ in range(k):
        velocity = 0.9 * velocity - lr * gradient(theta)
        theta = theta + velocity
    return theta


def running_mean(gradient, theta, lr, k, m):
    mean = np.zeros(len(theta))
    for _ in range(k):
        mean = 0.75 * mean + 0.25 * gradient(theta)
        theta = theta - lr * mean
    return theta


def nesterov(gradient, theta, lr, k, m):
    before = theta
    for _ in range(k):
        ahead = theta + 0.5 * (theta - before)
        before, theta = theta, ahead - lr * gradient(ahead)
    return theta


def decaying(gradient, theta, lr, k, m):
    for step in range(k):
        theta = theta - lr / (1 + 0.25 * step) * gradient(theta)
    return theta


def in_one_place(gradient, theta, lr, k, m):
    velocity = np.zeros(len(theta))
    for _ in range(k):
        velocity = 0.5 * velocity - lr * gradient(theta)
        theta = theta - lr * gradient(theta) + 0.5 * velocity
    return theta


def exponential_from_one(gradient, theta, lr, k, m):
    for step in range(1, k + 1):
        theta = theta - lr * np.exp(-0.1 * step) * gradient(theta)
    return theta


def adam(gradient, theta, lr, k, m):
    """Algorithm 1 of the paper, component by component."""
    theta, mean, square = list(theta), [0.0] * len(theta), [0.0] * len(theta)
    for t in range(1, k + 1):
        for j, g in enumerate(gradient(np.array(theta))):
            mean[j] += (1 - 0.9) * (g - mean[j])
            square[j] += (1 - 0.999) * (g * g - square[j])
        for j in range(len(theta)):
            theta[j] -= lr * (mean[j] / (1 - 0.9**t)) / ((square[j] / (1 - 0.999**t)) ** 0.5 + 1e-8)
    return np.array(theta)


def rmsprop(gradient, theta, lr, k, m):
    cache = 0.0
    for _ in range(k):
        g = gradient(theta)
        cache = 0.9 * cache + 0.1 * g**2
        theta = theta - lr / (cache + 1e-8) ** 0.5 * g
    return theta


def adagrad(gradient, theta, lr, k, m):
    slopes = []
    for _ in range(k):
        slopes.append(gradient(theta))
        theta = theta - lr * slopes[-1] / (np.linalg.norm(slopes, axis=0) + 1e-8)
    return theta


def uncorrected_adam(gradient, theta, lr, k, m):
    """Adam whose means begin at zero and are not corrected for it."""
    mean = square = 0.0
    for _ in range(k):
        g = gradient(theta)
        mean, square = 0.9 * mean + 0.1 * g, 0.999 * square + 0.001 * g**2
        theta = theta - lr * mean / (np.sqrt(square) + 1e-8)
    return theta


def forgetful_ball(gradient, theta, lr, k, m):
    """Momentum that leaves the newest gradient out of every second step: no method at all."""
    velocity = np.zeros(len(theta))
    for step in range(k):
        velocity = 0.9 * velocity - lr * gradient(theta) * (step % 2 == 0)
        theta = theta + velocity
    return theta


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("way", "said"),
    [
        (heavy_ball, "0.9"),
        (running_mean, "0.75"),
        (nesterov, "0.5"),
        (in_one_place, "0.5"),
        (decaying, "falls"),
        (exponential_from_one, "falls"),
        (adam, "Adam"),
        (rmsprop, "0.9"),
        (adagrad, "Adagrad"),
    ],
)
def test_right_ways_that_are_not_the_plain_one_are_recognised_with_their_constant(way, said, kind):
    found = explain(traces(Path((), right_in(Convention.HALF_MEAN), type(RIGHT)("", way)), kind), None)
    assert found.ids == ()
    assert said in found.remark


@pytest.mark.parametrize("name", ["missing-x", "intercept-not-updated", "squared-residual"])
def test_what_is_wrong_is_no_variant_of_what_is_right(name):
    wrong = Path((name,), wrong_in(Convention.HALF_MEAN, name), type(RIGHT)("", heavy_ball))
    assert explain(traces(wrong, KINDS[0]), None) is None


@pytest.mark.parametrize("way", [forgetful_ball, uncorrected_adam])
def test_what_only_looks_like_a_method_has_no_name(way):
    odd = Path((), right_in(Convention.HALF_MEAN), type(RIGHT)("", way))
    assert explain(traces(odd, KINDS[0]), None) is None


@pytest.mark.parametrize("name", ["missing-x", "intercept-not-updated", "sign-flipped"])
def test_a_wrong_gradient_is_none_of_adam(name):
    wrong = Path((name,), wrong_in(Convention.HALF_MEAN, name), type(RIGHT)("", adam))
    assert explain(traces(wrong, KINDS[0]), None) is None


@pytest.mark.parametrize(("samples", "known"), [(90, True), (5000, False)])
def test_sweeps_over_many_samples_are_not_followed_for_a_wrong_gradient(samples, known):
    rng = np.random.default_rng(0)
    X = np.column_stack([np.ones(samples), rng.normal(size=samples)])
    problem = Problem(np.zeros(2), X, X[:, 1] + 1, 2.0**-12)
    wrong = Path(("missing-x",), wrong_in(Convention.HALF_MEAN, "missing-x"), STOCHASTIC)
    seen = [Trace(problem, 1, wrong.end(problem, 1))]
    assert follows(wrong, seen) is known
