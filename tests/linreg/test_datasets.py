"""The data: the published figures, problems whose answer is known, and splits by scikit-learn's rules of size."""

from __future__ import annotations

import csv
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn import model_selection

from linreg.affine import with_intercept
from linreg.datasets import HOUSES_CSV, load_houses, make_regression, train_test_split
from linreg.faults import InputError, InputTypeError
from tests.linreg import truth


def test_the_houses_are_the_published_ones() -> None:
    X, y, names = load_houses()
    assert (X.shape, y.shape, names) == ((932, 3), (932,), ["area", "bedrooms", "bathrooms"])
    # What R prints for summary(Sacramento): the means and extremes of the published table.
    assert (y.min(), y.max(), round(y.mean())) == (30_000, 884_790, 246_662)
    assert (X[:, 0].min(), X[:, 0].max(), round(X[:, 0].mean())) == (484, 4_878, 1_680)
    assert (X[:, 1].max(), X[:, 2].max()) == (8, 5)


def test_the_houses_equal_the_file_read_by_another_reader() -> None:
    with HOUSES_CSV.open(newline="") as file:
        rows = list(csv.DictReader(file))
    X, y, names = load_houses()
    assert X.tolist() == [[float(row[name]) for name in names] for row in rows]
    assert y.tolist() == [float(row["price"]) for row in rows]


def test_the_houses_can_be_changed_without_changing_the_next_load() -> None:
    X, y, _ = load_houses()
    X += 1
    y *= 0
    assert load_houses().features[0].tolist() == [836, 2, 1]
    assert load_houses().prices[0] == 59_222


def test_the_houses_carry_their_licence() -> None:
    licence = (HOUSES_CSV.parent / "LICENSE-modeldata.txt").read_text()
    assert "Copyright (c) 2023 modeldata authors" in licence
    assert "Permission is hereby granted, free of charge" in licence


def test_without_noise_the_targets_are_the_stated_plane() -> None:
    X, y, w = make_regression(n_samples=40, n_features=6, n_informative=2, bias=-7.0, coef=True, random_state=1)
    assert np.count_nonzero(w) == 2
    assert ((w >= 0) & (w < 100)).all()
    assert truth.are_predictions(y, np.array([-7.0, *w]), with_intercept(X))


def test_noise_is_a_standard_deviation() -> None:
    X, y, w = make_regression(n_samples=20_000, n_features=1, noise=20, coef=True, random_state=2)
    # The standard error of s over m samples is σ/√(2m) = 0.1; five of them.
    assert abs(np.std(y - X @ w) - 20) < 0.5


def test_the_call_of_the_article() -> None:
    X, y = make_regression(n_samples=10_000, n_features=1, noise=20)
    X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.3)
    assert (X_train.shape, X_test.shape, y_train.shape, y_test.shape) == ((7000, 1), (3000, 1), (7000,), (3000,))


def test_a_random_state_repeats_itself_and_a_generator_goes_on() -> None:
    first, again = (make_regression(n_samples=5, random_state=3)[0] for _ in range(2))
    assert first.tolist() == again.tolist()
    generator = np.random.default_rng(3)
    one, two = (train_test_split(range_of(50), random_state=generator)[0] for _ in range(2))
    assert one.tolist() != two.tolist()


def range_of(m: int) -> Any:
    return np.arange(m)


sizes = st.one_of(st.none(), st.floats(0.01, 0.99), st.integers(1, 60))


@given(m=st.integers(1, 60), test_size=sizes, train_size=sizes)
def test_sizes_are_those_of_scikit_learn(m: int, test_size: float | None, train_size: float | None) -> None:
    try:
        theirs = model_selection.train_test_split(range_of(m), test_size=test_size, train_size=train_size)
    except ValueError:
        with pytest.raises(InputError):
            train_test_split(range_of(m), test_size=test_size, train_size=train_size)
        return
    ours = train_test_split(range_of(m), test_size=test_size, train_size=train_size)
    assert [len(part) for part in ours] == [len(part) for part in theirs]


@given(m=st.integers(2, 60), test_size=st.floats(0.01, 0.99), seed=st.integers(0, 5))
def test_train_and_test_are_disjoint_and_together_all(m: int, test_size: float, seed: int) -> None:
    if round(np.ceil(m * test_size)) == m:
        return
    train, test = train_test_split(range_of(m), test_size=test_size, random_state=seed)
    assert sorted([*train, *test]) == list(range(m))


def test_without_shuffling_the_order_stays_as_in_scikit_learn() -> None:
    ours = train_test_split(range_of(11), train_size=4, test_size=3, shuffle=False)
    theirs = model_selection.train_test_split(range_of(11), train_size=4, test_size=3, shuffle=False)
    assert [part.tolist() for part in ours] == [part.tolist() for part in theirs]


def test_every_kind_of_table_is_split_by_the_same_rows() -> None:
    values = np.arange(10)
    frame = pd.DataFrame({"a": values, "b": -values}, index=values + 100)
    tables = [values, frame, pl.DataFrame({"a": values}), list(values), pd.Series(values, name="price")]
    tables.append(pa.table({"a": values}))
    parts = train_test_split(*tables, test_size=3, random_state=0)
    rows = parts[1].tolist()
    assert len(parts) == 12
    assert parts[3]["a"].tolist() == rows
    assert parts[3].index.tolist() == [row + 100 for row in rows]
    assert list(parts[3].columns) == ["a", "b"]
    assert parts[5]["a"].to_list() == rows
    assert parts[7] == rows
    assert (parts[9].name, parts[9].tolist()) == ("price", rows)
    assert parts[11]["a"].to_pylist() == rows


@pytest.mark.parametrize(
    ("wrong", "observed"),
    [
        (train_test_split, "0 arrays with no rows"),
        (lambda: train_test_split([1, 2], [1, 2, 3]), "2 arrays with 2 and 3 rows"),
        (lambda: train_test_split([1, 2, 3], test_size=1.5), "test_size=1.5 with 3 samples"),
        (lambda: train_test_split([1, 2, 3], test_size=3), "test_size=3 with 3 samples"),
        (lambda: train_test_split([1, 2, 3], test_size=float("nan")), "test_size=nan"),
        (lambda: train_test_split([1, 2, 3], test_size=True), "test_size=True"),
        (lambda: train_test_split([1]), "make 0 and 1 of 1 samples"),
        (lambda: train_test_split([1, 2, 3], test_size=0.51, train_size=0.5), "make 1 and 2 of 3 samples"),
        (lambda: make_regression(n_samples=0), "n_samples is 0"),
        (lambda: make_regression(n_features=-1), "n_features is -1"),
        (lambda: make_regression(n_samples=2.5), "n_samples is 2.5"),  # type: ignore[arg-type]
        (lambda: make_regression(n_samples=True), "n_samples is True"),
        (lambda: make_regression(n_informative=-1), "n_informative is -1"),
        (lambda: make_regression(noise=float("nan")), "noise is nan"),
        (lambda: make_regression(noise=-1.0), "noise is -1.0"),
        (lambda: make_regression(bias=float("inf")), "bias is inf"),
        (lambda: make_regression(bias="a"), "bias is 'a'"),  # type: ignore[call-overload]
        (lambda: train_test_split({"a": 1, "b": 2}), "an object of type dict"),
        (lambda: train_test_split("text"), "an object of type str"),
    ],
)
def test_bad_settings_are_named(wrong: Any, observed: str) -> None:
    with pytest.raises((InputError, InputTypeError)) as error:
        wrong()
    assert observed in error.value.observed
    assert error.value.expected
    assert error.value.remedy


def test_what_is_no_table_or_no_seed_is_named() -> None:
    with pytest.raises(InputTypeError, match="an object of type int"):
        train_test_split(5)
    with pytest.raises(InputTypeError, match="random_state='seven'"):
        make_regression(random_state="seven")  # type: ignore[call-overload]
