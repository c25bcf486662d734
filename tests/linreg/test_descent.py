"""θ ← θ − α∇J: by hand, in fractions, over a function that is no regression, and the ways in which it ends."""

import math
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import linreg
from linreg import Outcome, descend
from linreg.descent import MOST_ITERATES

X = np.array([[1.0, 0.0], [0.0, 2.0], [1.0, 1.0], [1.0, -1.0]])
Y = np.array([1.0, 2.0, 3.0, 4.0])


def halve(theta: Any) -> Any:
    """∇ of ½‖θ‖²: with α = ½ each step halves θ."""
    return theta


def test_by_hand() -> None:
    walk = descend(halve, [8.0, -4.0], lr=0.5, n_iterations=3, cost=lambda theta: theta @ theta / 2)
    assert walk.theta.tolist() == [1, -0.5]
    assert walk.thetas.tolist() == [[8, -4], [4, -2], [2, -1], [1, -0.5]]
    assert walk.iterations.tolist() == [0, 1, 2, 3]
    assert walk.costs.tolist() == [40, 10, 2.5, 0.625]
    assert (walk.n_iterations, walk.outcome, walk.gradient_norm) == (3, Outcome.ITERATION_LIMIT, math.hypot(1, 0.5))


def test_it_is_exact_over_fractions() -> None:
    """Three steps on J, every number a fraction: θₖ₊₁ = θₖ − αXᵀ(Xθₖ − y)/m, spelled out in sums."""
    design = np.array([[Fraction(1), Fraction(2)], [Fraction(1), Fraction(3)]])
    y, lr = np.array([Fraction(5), Fraction(1)]), Fraction(1, 7)
    theta = [Fraction(1), Fraction(0)]
    for _ in range(3):
        r = [theta[0] + theta[1] * x[1] - t for x, t in zip(design, y, strict=True)]
        theta = [theta[j] - lr * (r[0] * design[0][j] + r[1] * design[1][j]) / 2 for j in range(2)]
    start = np.array([Fraction(1), Fraction(0)])
    assert descend(linreg.gradient, start, design, y, lr=lr, n_iterations=3).theta.tolist() == theta


def test_no_iterations_is_the_start() -> None:
    start = np.array([3.0])
    walk = descend(halve, start, lr=1.0, n_iterations=0)
    assert walk.theta.tolist() == [3] and walk.theta is not start and walk.n_iterations == 0


def test_the_tolerance_stops_at_the_first_small_gradient_and_0_never_does() -> None:
    assert descend(halve, [8.0], lr=0.5, n_iterations=99, tol=1.0).thetas.ravel().tolist() == [8, 4, 2, 1]
    assert descend(halve, [8.0], lr=0.5, n_iterations=99, tol=1.0).outcome is Outcome.CONVERGED
    assert descend(halve, [0.0], lr=0.5, n_iterations=5, tol=0.0).n_iterations == 5


@pytest.mark.parametrize("lr", [2.5, 1e3, 1e300])
def test_divergence_is_observed_and_what_was_finite_is_kept(lr: float) -> None:
    walk = descend(halve, [1.0], lr=lr, n_iterations=10_000, cost=lambda theta: theta @ theta / 2)
    assert walk.outcome is Outcome.DIVERGED
    assert np.isfinite(walk.costs).all() and np.isfinite(walk.thetas).all() and np.isfinite(walk.theta).all()
    assert walk.n_iterations == walk.iterations[-1] == len(walk.costs) - 1 < 10_000


@pytest.mark.parametrize(("growth", "outcome"), [(2.0**53, Outcome.ITERATION_LIMIT), (2.0**53 + 2, Outcome.DIVERGED)])
def test_it_has_diverged_when_the_gradient_has_grown_by_more_than_the_inverse_of_u(growth: float, outcome: Any) -> None:
    slopes = iter([1.0, 1.0, growth])
    assert descend(lambda theta: np.array([next(slopes)]), [0.0], lr=1.0, n_iterations=2).outcome is outcome


def test_without_a_cost_there_are_no_costs() -> None:
    assert descend(halve, [8.0], lr=0.5, n_iterations=3).costs.size == 0


def test_at_twice_the_inverse_of_the_largest_eigenvalue_it_neither_converges_nor_diverges() -> None:
    walk = descend(halve, [1.0], lr=2.0, n_iterations=1000, tol=0.5)
    assert (walk.outcome, abs(walk.theta[0])) == (Outcome.ITERATION_LIMIT, 1)


def test_a_start_on_the_minimum_is_not_taken_for_divergence_when_noise_moves_it() -> None:
    """From ∇J(θ₀) = 0 any gradient is an infinite growth; mini-batches then leave the minimum of the whole."""
    theta = np.linalg.lstsq(X, Y, rcond=None)[0]
    walk = descend(linreg.gradient, theta, X, Y, lr=0.1, n_iterations=20, batch_size=1, random_state=0)
    assert walk.outcome is Outcome.NOISE_BALL


@given(st.integers(1, 5000))
def test_the_history_keeps_every_power_of_two_th_iterate_and_the_last(n: int) -> None:
    walk = descend(lambda theta: np.array([-1.0]), [0.0], lr=1.0, n_iterations=n)  # θₖ = k
    assert walk.thetas.ravel().tolist() == walk.iterations.tolist()
    assert len(walk.iterations) <= MOST_ITERATES and walk.iterations[-1] == n
    stride = int(walk.iterations[1])
    assert stride.bit_count() == 1 and walk.iterations[:-1].tolist() == list(range(0, n, stride))
    assert stride == 1 or n // (stride // 2) >= MOST_ITERATES - 1  # no coarser than it must be


@pytest.mark.parametrize("size", [1, 2, 3, 4, 9])
def test_every_epoch_takes_every_sample_once_in_a_new_order(size: int) -> None:
    seen: list[list[float]] = []

    def watched(theta: Any, rows: Any) -> Any:
        seen.append(rows.tolist())
        return np.zeros(1)

    rows = np.arange(9.0)
    descend(watched, [0.0], rows, lr=1.0, n_iterations=6, batch_size=size, random_state=3)
    per_epoch = -(-9 // size)
    wholes, batches = seen[:: per_epoch + 1], [batch for i, batch in enumerate(seen) if i % (per_epoch + 1)]
    assert wholes == [rows.tolist()] * 7  # ∇J of the whole at each of the 7 iterates, and between them an epoch each
    epochs = [sorted_and_raw(batches[i : i + per_epoch]) for i in range(0, len(batches), per_epoch)]
    assert [ordered for ordered, _ in epochs] == [rows.tolist()] * 6
    assert len({tuple(raw) for _, raw in epochs}) == 6
    assert {len(batch) for batch in batches} <= {size, 9 % size or size}


def sorted_and_raw(batches: list[list[float]]) -> tuple[list[float], list[float]]:
    epoch = [row for batch in batches for row in batch]
    return sorted(epoch), epoch


def test_single_samples_follow_the_lms_rule() -> None:
    """One epoch with batch_size=1 is θ ← θ − α(θᵀxᵢ − yᵢ)xᵢ over i in the shuffled order."""
    walk = descend(linreg.gradient, [0.0, 0.0], X, Y, lr=0.25, n_iterations=1, batch_size=1, random_state=7)
    theta = np.zeros(2)
    for i in np.random.default_rng(7).permutation(4):
        theta = theta - 0.25 * linreg.sample_gradient(theta, X[i], Y[i])
    assert walk.theta.tolist() == theta.tolist()


def test_counts_of_narrow_types_do_not_overflow() -> None:
    rows, slope = np.arange(1000.0), np.zeros(1)
    settings: Any = {"lr": 1.0, "n_iterations": np.int8(2), "batch_size": np.int8(100)}
    assert descend(lambda theta, rows: slope, [0.0], rows, **settings).n_iterations == 2


def test_a_seed_repeats_the_walk_and_another_changes_it() -> None:
    def end(seed: int) -> list[float]:
        walk = descend(linreg.gradient, [0.0, 0.0], X, Y, lr=0.1, n_iterations=3, batch_size=2, random_state=seed)
        return walk.theta.tolist()

    assert end(1) == end(1) != end(2)


def test_progress_without_a_cost_hears_of_none() -> None:
    heard: list[float] = []
    descend(halve, [2.0], lr=0.5, n_iterations=2, progress=lambda k, n, J: heard.append(J))
    assert heard == [0, 0, 0]


def test_progress_hears_of_every_iterate() -> None:
    heard: list[tuple[int, int, float]] = []
    descend(halve, [2.0], lr=0.5, n_iterations=2, cost=lambda theta: theta @ theta, progress=lambda *a: heard.append(a))
    assert heard == [(0, 2, 4.0), (1, 2, 1.0), (2, 2, 0.25)]


def test_float32_stays_float32_and_diverges_by_its_own_roundoff() -> None:
    walk = descend(halve, np.array([1.0], np.float32), lr=3.0, n_iterations=200)
    assert walk.theta.dtype == np.float32
    # ‖∇J‖ doubles each step from k = 1, where it is 2: it has grown by 1/u = 2²⁴ once 2ᵏ > 2·2²⁴, at k = 26.
    assert (walk.outcome, walk.n_iterations) == (Outcome.DIVERGED, 25)


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"lr": 0.0}, "lr is 0.0"),
        ({"lr": -1.0}, "lr is -1.0"),
        ({"lr": math.nan}, "lr is nan"),
        ({"lr": math.inf}, "lr is inf"),
        ({"lr": "fast"}, "lr is 'fast'"),
        ({"n_iterations": -1}, "n_iterations is -1; expected 0 or more"),
        ({"n_iterations": 2.5}, "n_iterations is 2.5; expected a whole number"),
        ({"n_iterations": True}, "n_iterations is True"),
        ({"lr": 10**400}, "lr is 1000"),
        ({"lr": np.array([0.1, 0.2])}, r"lr is array\(\[0.1, 0.2\]\)"),
        ({"tol": -1.0}, "tol is -1.0; expected a number ≥ 0"),
        ({"tol": math.nan}, "tol is nan"),
        ({"tol": "small"}, "tol is 'small'"),
        ({"batch_size": 0}, "batch_size is 0; expected 1 or more"),
        ({"batch_size": 1}, "there are no data to take batches of; .* descend"),
        ({"random_state": -1}, "random_state=-1; expected an integer of 0 or more"),
    ],
)
def test_settings_outside_their_range_are_refused(settings: dict[str, Any], sentence: str) -> None:
    with pytest.raises((linreg.InputError, linreg.InputTypeError), match=sentence):
        descend(halve, [1.0], **({"lr": 0.5, "n_iterations": 1} | settings))


@pytest.mark.parametrize("data", [(X, Y[:3]), (3.0,)], ids=["of other lengths", "a number"])
def test_batches_need_the_same_rows_everywhere(data: Any) -> None:
    with pytest.raises(linreg.InputError, match=r"data of shape \(.*; expected arrays with the same number of rows"):
        descend(linreg.gradient, [0.0, 0.0], *data, lr=0.1, n_iterations=1, batch_size=1)


@pytest.mark.parametrize("slope", [1.0, None, "text", np.ones((2, 1)), np.ones(1)], ids=str)
def test_a_gradient_that_is_not_like_theta_is_refused_before_it_broadcasts(slope: Any) -> None:
    with pytest.raises(linreg.InputError, match=r"the gradient has shape \(.*\), and theta has shape \(2,\)"):
        descend(lambda theta: slope, [0.0, 0.0], lr=0.1, n_iterations=1)


@pytest.mark.parametrize(("slope", "cost"), [(math.nan, 0.0), (math.inf, 0.0), (1.0, math.nan), (1.0, None)])
def test_a_start_that_leads_nowhere_is_no_divergence(slope: float, cost: Any) -> None:
    with pytest.raises(linreg.InputError, match=r"at the start the cost is .* expected finite numbers"):
        descend(lambda theta: np.array([slope]), [0.0], lr=0.1, n_iterations=1, cost=lambda theta: cost)


@pytest.mark.parametrize("start", [8.0, [8.0], [[8.0, 0.0], [0.0, 8.0]]], ids=str)
def test_theta_may_have_any_shape_and_a_gradient_may_be_a_list(start: Any) -> None:
    walk = descend(lambda theta: theta.tolist(), start, lr=0.5, n_iterations=2)
    assert walk.theta.tolist() == (np.array(start) / 4).tolist() and len(walk.thetas) == 3


def test_every_outcome_is_its_own_advice() -> None:
    assert all(str(outcome).endswith(".") and len(str(outcome).split()) > 5 for outcome in Outcome)
