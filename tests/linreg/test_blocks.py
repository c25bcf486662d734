"""Blocks in place of the whole: the same θ, the same errors with the row of the whole, and memory that stays flat."""

from __future__ import annotations

import math
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import linreg
from linreg import LinearRegression, Outcome
from verification import rounding
from verification.oracles import exact

Array = Any


def data(m: int = 300, d: int = 3) -> tuple[Array, Array]:
    rng = np.random.default_rng(5)
    X = rng.normal(size=(m, d)) * [1.0, 100.0, 0.01][:d] + [5.0, -300.0, 0.0][:d]
    return X, X @ [2.0, -0.03, 40.0][:d] + 7 + rng.normal(size=m)


def cut(X: Array, y: Array, *at: int) -> list[tuple[Array, Array]]:
    return list(zip(np.split(X, at), np.split(y, at), strict=True))


def assert_proven_equal(a: LinearRegression, b: LinearRegression) -> None:
    """Both lie within proven distances of the same θ*."""
    reach = a.certificate_.coefficient_errors + b.certificate_.coefficient_errors
    assert np.isfinite(reach).all() and (np.abs(a.theta_ - b.theta_) <= reach).all()


@pytest.mark.parametrize("settings", [{}, {"gradient_descent": False}, {"fit_intercept": False}, {"n_iterations": 3}])
def test_blocks_that_can_be_read_again_end_where_fit_ends(settings: dict[str, Any]) -> None:
    X, y = data()
    whole = LinearRegression(random_state=0, **settings).fit(X, y)
    blocks = cut(X, y, 1, 50, 51, 170)
    for given in [blocks, lambda: iter(blocks)]:
        model = LinearRegression(random_state=0, **settings).fit_blocks(given)
        if whole.outcome_ is Outcome.ITERATION_LIMIT:
            # Three steps from the same start: θ is their end and no correction of it.
            np.testing.assert_array_equal(model.theta_, model.w_over_time_[-1])
            assert model.n_iter_ == 3 and model.certificate_.cost_gap < math.inf
        else:
            assert_proven_equal(whole, model)
        assert model.predict(X).shape == y.shape


def test_a_generator_is_read_once_and_nothing_is_claimed_of_it() -> None:
    X, y = data()
    read = []

    def blocks() -> Iterator[tuple[Array, Array]]:
        for block in cut(X, y, 100, 200):
            read.append(len(block[1]))
            yield block

    model = LinearRegression(random_state=0).fit_blocks(blocks())
    assert read == [100, 100, 100]
    assert math.isinf(model.certificate_.cost_gap) and str(model.certificate_).startswith("No bound")
    assert "one pass" in model.certificate_.solver
    assert_close_to_the_exact_solution(model, X, y)


def assert_close_to_the_exact_solution(model: LinearRegression, X: Array, y: Array) -> None:
    """The moments are those of the centred columns: the bound for the normal equation in those, mapped back."""
    mean = np.mean(X, axis=0)
    scale = np.std(X, axis=0)
    Z = linreg.with_intercept((X - mean) / scale)
    bound = rounding.normal_equation(Z, y, rounding.DOUBLE)
    truth = exact.solution(linreg.with_intercept(X), y).astype(float)
    assert (np.abs(model.coef_ - truth[1:]) <= bound / scale).all()
    assert abs(model.intercept_ - truth[0]) <= bound * (1 + np.sum(np.abs(mean / scale)))


@pytest.mark.parametrize("settings", [{}, {"gradient_descent": False}])
def test_after_the_last_block_partial_fit_knows_what_fit_knows(settings: dict[str, Any]) -> None:
    X, y = data()
    model = LinearRegression(random_state=0, **settings)
    for block in cut(X, y, 1, 2, 80, 200):
        assert model.partial_fit(*block) is model
    assert_close_to_the_exact_solution(model, X, y)
    assert model.moments_.count == 300
    once = LinearRegression(random_state=0, **settings).partial_fit(X, y)
    assert_close_to_the_exact_solution(once, X, y)
    model.fit(X[:50], y[:50])
    assert not hasattr(model, "moments_")


def test_partial_fit_may_change_its_mind_about_the_intercept() -> None:
    X, y = data()
    model = LinearRegression(gradient_descent=False).partial_fit(X[:100], y[:100])
    model.set_params(fit_intercept=False).partial_fit(X[100:], y[100:])
    truth = exact.solution(X, y).astype(float)
    bound = rounding.normal_equation(X / np.std(X, axis=0), y, rounding.DOUBLE) / np.std(X, axis=0)
    # The pivots are at most as far away as the largest entry: sums about 0 carry at most four times the terms.
    assert (np.abs(model.coef_ - truth) <= 4 * bound).all() and model.intercept_ == 0


def test_names_come_with_the_first_block() -> None:
    X, y = data()
    frame = pd.DataFrame(X, columns=["a", "b", "c"])
    model = LinearRegression(random_state=0).fit_blocks([(frame[:100], y[:100]), (frame[100:], y[100:])])
    assert model.feature_names_in_.tolist() == ["a", "b", "c"]
    again = LinearRegression(random_state=0).partial_fit(frame, y).partial_fit(frame, y)
    assert again.feature_names_in_.tolist() == ["a", "b", "c"]


def test_a_memory_map_is_read_in_blocks(tmp_path: Path) -> None:
    X, y = data(100_000)
    np.save(tmp_path / "X.npy", X)
    mapped = np.load(tmp_path / "X.npy", mmap_mode="r")
    assert_proven_equal(LinearRegression(random_state=0).fit(X, y), LinearRegression(random_state=0).fit(mapped, y))


def with_nan(X: Array, row: int) -> Array:
    X = X.copy()
    X[row, 1] = math.nan
    return X


X, Y = data()
BAD = [
    (cut(with_nan(X, 257), Y, *range(15, 300, 15)), r"row 257, column 1 is NaN"),
    ([(X, Y), (X[:, :2], Y)], r"block 1, which begins with row 300 of the whole: it has 2 features; expected 3"),
    ([(X, Y), (X, Y[:5])], r"block 1.*y has shape \(5,\) and X has 300 rows"),
    ([(X, Y), (X, Y * math.nan)], r"block 1.*row 0, column 'y' is NaN"),
    ([(X, Y), ([["a", "b", "c"]], [1.0])], r"block 1.*X holds 'a' in row 0, column 0: text"),
    ([(X, Y), X], r"block 1 is a ndarray; expected a pair"),
    ([], r"there are no blocks"),
    ([(pd.DataFrame(X, columns=list("abc")), Y), (pd.DataFrame(X, columns=list("acb")), Y)], r"features: a, c, b"),
    ([(X, Y * 1e160)], r"y reaches .*, whose square overflows"),
]


@pytest.mark.parametrize(("blocks", "sentence"), BAD)
def test_what_is_wrong_with_a_block_is_said_with_its_place(blocks: Any, sentence: str) -> None:
    for given in [blocks, iter(blocks)]:
        with pytest.raises((linreg.InputError, linreg.InputTypeError), match=sentence):
            LinearRegression().fit_blocks(given)


def test_partial_fit_counts_rows_from_the_first_call() -> None:
    model = LinearRegression(random_state=0).partial_fit(X, Y)
    theta = model.theta_.copy()
    with pytest.raises(linreg.InputError, match=r"row 310, column 1 is NaN"):
        model.partial_fit(with_nan(X, 10), Y)
    with pytest.raises(linreg.InputError, match=r"X has 2 features, but LinearRegression is expecting 3"):
        model.partial_fit(X[:, :2], Y)
    assert model.theta_.tolist() == theta.tolist() and model.moments_.count == 300  # what was learned stands


def test_blocks_that_change_between_readings_are_refused() -> None:
    lengths = iter([300, 200, 300, 300])
    with pytest.raises(linreg.InputError, match=r"the blocks have 200 rows, and had 300"):
        LinearRegression().fit_blocks(lambda: [(X[:n], Y[:n]) for n in [next(lengths)]])


def test_an_iterator_that_is_used_up_is_told_from_no_blocks_at_all() -> None:
    blocks = iter([(X, Y)])
    with pytest.raises(linreg.InputError, match=r"the blocks have 0 rows, and had 300 .* a function that opens"):
        LinearRegression().fit_blocks(lambda: blocks)


@pytest.mark.parametrize("given", [5, None, LinearRegression()], ids=str)
def test_what_gives_no_blocks_is_refused(given: Any) -> None:
    with pytest.raises(linreg.InputTypeError, match=r"the blocks are a .*; expected an iterable of pairs"):
        LinearRegression().fit_blocks(given)


def test_mini_batches_need_the_samples() -> None:
    with pytest.raises(linreg.InputError, match="the samples come in blocks; expected batch_size=None"):
        LinearRegression(batch_size=8).fit_blocks([(X, Y)])


def test_dependent_columns_are_found_in_blocks_too() -> None:
    whole = np.rint(X)
    wide = np.column_stack([whole, whole @ [1.0, 1.0, 0.0]])
    model = LinearRegression(random_state=0).fit_blocks(cut(wide, Y, 100, 200))
    assert model.certificate_.dependent == (("feature 0", "feature 1", "feature 3"),)
    assert math.isfinite(model.certificate_.cost_gap)
    assert LinearRegression(random_state=0).partial_fit(wide, Y).certificate_.rank == 3  # of four


@pytest.mark.parametrize("count", [4, 64])
def test_memory_does_not_grow_with_the_number_of_blocks(count: int) -> None:
    def blocks() -> Iterator[tuple[Array, Array]]:
        rng = np.random.default_rng(1)
        for _ in range(count):
            rows = rng.normal(size=(8192, 10))
            yield rows, rows @ np.ones(10)

    tracemalloc.start()
    LinearRegression(random_state=0).fit_blocks(blocks)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 6 * 2**20  # three blocks of 0.7 MB and the workspace; 64 blocks are 45 MB


def test_fit_takes_no_copy_of_the_data() -> None:
    """40 MB of samples, and less than 4 MB beside them."""
    rows = np.random.default_rng(2).normal(size=(50_000, 100))
    y = rows @ np.ones(100) + np.random.default_rng(3).normal(size=50_000)
    tracemalloc.start()
    model = LinearRegression(random_state=0).fit(rows, y)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert model.outcome_ is Outcome.CONVERGED and peak < 4e6
