"""Right steps that no account explains: drawn at random, of a length of their own, over a part of the samples."""

from __future__ import annotations

import numpy as np
import pytest

from tests.verification.known import right_in, wrong_in
from verification import otherwise, separating
from verification.convention import Convention
from verification.problem import Problem


def epochs_on(problem, epoch, gradient, count=3):
    """Steps of an epoch each, one after the other."""
    theta = problem.theta
    for _ in range(count):
        end = epoch(lambda theta, kept=slice(None): gradient.answer(theta, problem.X[kept], problem.y[kept]), theta)
        yield problem, theta, end
        theta = end


def two_draws(slope, theta):
    for i in (1, 1):
        theta = theta - 0.0625 * slope(theta, slice(i, i + 1))
    return theta


def shuffled(slope, theta):
    for i in (1, 0):
        theta = theta - 0.0625 * slope(theta, slice(i, i + 1))
    return theta


def batch_with_one_twice(slope, theta):
    return theta - 0.0625 * (2 * slope(theta, slice(0, 1)) + slope(theta, slice(1, 2))) / 3


@pytest.mark.parametrize("epoch", [two_draws, shuffled, batch_with_one_twice])
def test_drawn_batches_are_known_where_there_are_two_samples_and_wrong_ones_are_not(epoch):
    problems = separating.pairs(intercept=True, features=None)
    right = right_in(Convention.HALF_MEAN)
    assert [p.m for p in problems] == [2, 2] and all(p.lr == 0.0625 for p in problems)
    assert otherwise.draws_of_two(right, [step for p in problems for step in epochs_on(p, epoch, right)])
    for name in ("missing-x", "sign-flipped", "factor-two", "intercept-not-updated"):
        wrong = wrong_in(Convention.HALF_MEAN, name)
        assert not otherwise.draws_of_two(right, [step for p in problems for step in epochs_on(p, epoch, wrong)])


def walk(problem, rates, gradient, samples=slice(None)):
    theta = problem.theta
    for rate in rates:
        end = theta - rate * gradient.answer(theta, problem.X[samples], problem.y[samples])
        yield problem, theta, end
        theta = end


def walks(rates, gradient):
    """Three steps on three problems; rates: those of one problem."""
    return [step for p in PROBLEMS for step in walk(p, rates(p), gradient)]


PROBLEMS = separating.problems(intercept=True, features=None)[:3]
UNTOLD, TOLD = {"told": False, "measures": False}, {"told": True, "measures": False}


def test_rates_of_its_own_change_and_are_no_multiple_of_one_another():
    right = right_in(Convention.HALF_MEAN)
    falling = walks(lambda p: [5 / (k + 50) for k in range(3)], right)
    assert otherwise.keeps_its_own_rates(right, falling, **UNTOLD)
    by_size = walks(lambda p: [p.m * 5 / (k + 50) for k in range(3)], right)
    assert not otherwise.keeps_its_own_rates(right, by_size, **UNTOLD), "not divided by m"
    assert not otherwise.keeps_its_own_rates(right, walks(lambda p: [0.1] * 3, right), **UNTOLD)
    wrong = walks(lambda p: [5 / (k + 50) for k in range(3)], wrong_in(Convention.HALF_MEAN, "missing-x"))
    assert not otherwise.keeps_its_own_rates(right, wrong, **UNTOLD)


def test_a_rate_that_is_given_may_be_warmed_up_and_may_not_be_ignored():
    right = right_in(Convention.HALF_MEAN)
    warm = walks(lambda p: [p.lr * (k + 1) / 10 for k in range(3)], right)
    assert otherwise.keeps_its_own_rates(right, warm, **TOLD)
    ignored = walks(lambda p: [(k + 1) / 10 for k in range(3)], right)
    assert not otherwise.keeps_its_own_rates(right, ignored, **TOLD)
    too_far = walks(lambda p: [p.m * p.lr * (k + 1) / 10 for k in range(3)], right)
    assert not otherwise.keeps_its_own_rates(right, too_far, **TOLD)
    for growing in (lambda p: [p.lr * (k + 1) for k in range(3)], lambda p: [p.lr * p.m**-k for k in range(3)]):
        assert not otherwise.keeps_its_own_rates(right, walks(growing, right), **TOLD), "no way that is known"
        assert otherwise.changes_its_rates(right, walks(growing, right)), "and none that is wrong for sure"


def test_a_rate_that_never_changes_may_be_made_of_a_norm_where_none_is_given():
    right = right_in(Convention.HALF_MEAN)
    by_norm = walks(lambda p: [p.m / np.linalg.norm(p.X, 2) ** 2] * 3, right)
    assert otherwise.keeps_its_own_rates(right, by_norm, told=False, measures=True)
    assert not otherwise.keeps_its_own_rates(right, by_norm, told=True, measures=True)
    assert not otherwise.keeps_its_own_rates(right, by_norm, **UNTOLD)


def test_a_line_search_goes_along_the_slope():
    right = right_in(Convention.HALF_MEAN)

    def searched(p):
        theta = p.theta
        for _ in range(3):
            slope = right.answer(theta, p.X, p.y)
            rate = slope @ slope / np.sum((p.X @ slope) ** 2) * p.m
            yield p, theta, theta - rate * slope
            theta = theta - rate * slope

    steps = [step for p in PROBLEMS for step in searched(p)]
    assert otherwise.keeps_its_own_rates(right, steps, told=False, measures=True)
    assert not otherwise.keeps_its_own_rates(right, steps, **UNTOLD) and otherwise.changes_its_rates(right, steps)
    wrong = wrong_in(Convention.HALF_MEAN, "missing-x")
    assert not otherwise.keeps_its_own_rates(wrong, steps, told=False, measures=True)
    assert not otherwise.changes_its_rates(wrong, steps)


def over(samples, gradient=None):
    """Three steps over these samples of each problem."""
    gradient = gradient or right_in(Convention.HALF_MEAN)
    return [step for p in PROBLEMS for step in walk(p, [p.lr] * 3, gradient, samples(p.m))]


@pytest.mark.parametrize(
    "samples", [lambda m: slice(int(0.8 * m)), lambda m: slice(m // 4, None), lambda m: slice(m // 2, None)]
)
def test_samples_may_be_held_out(samples):
    right = right_in(Convention.HALF_MEAN)
    assert otherwise.holds_out(right, over(samples))
    assert not otherwise.holds_out(right, over(samples, wrong_in(Convention.HALF_MEAN, "intercept-not-updated")))
    assert not otherwise.holds_out(right, over(samples, right_in(Convention.SUM)))


@pytest.mark.parametrize("samples", [lambda m: slice(m - 1), lambda m: slice(1, None), lambda m: slice(4), slice])
def test_a_sample_that_is_forgotten_and_a_number_that_is_written_are_no_validation(samples):
    right = right_in(Convention.HALF_MEAN)
    assert not otherwise.holds_out(right, over(samples))


def test_single_samples_are_drawn_only_where_they_are_not_the_same_each_time():
    right, (problem, *_) = right_in(Convention.HALF_MEAN), PROBLEMS
    drawn = [step for i in (2, 0, 1) for step in walk(problem, [problem.lr], right, slice(i, i + 1))]
    last = list(walk(problem, [problem.lr] * 3, right, slice(-1, None)))
    assert otherwise.draws_samples(right, drawn)
    assert not otherwise.draws_samples(right, last)


def test_a_share_that_is_held_out_of_many_samples_is_seen():
    rng = np.random.default_rng(0)
    X = np.column_stack([np.ones(5000), rng.normal(size=5000)])
    right, many = (
        right_in(Convention.HALF_MEAN),
        [Problem(np.zeros(2), X[:m], X[:m, 1] * 2 + 1, 0.1) for m in (5000, 3000)],
    )
    for share, seen in ((0.8, True), (1.0, False)):
        steps = [step for p in many for step in walk(p, [0.1, 0.1], right, slice(0, int(share * p.m)))]
        assert otherwise.holds_out(right, steps) is seen
