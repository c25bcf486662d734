"""Every kind of input that is taken, and for every kind that is not the row, the column and the remedy."""

import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
import scipy.sparse

import linreg
from linreg.arrays import as_features, as_targets

ROWS = [[1, 2], [3, 4], [5, 6]]


@pytest.mark.parametrize(
    "X",
    [
        ROWS,
        tuple(map(tuple, ROWS)),
        np.array(ROWS, dtype=np.int8),
        np.array(ROWS, dtype=np.float32),
        np.asfortranarray(ROWS),
        np.repeat(np.array(ROWS, float), 2, axis=0)[::2],
        np.array(ROWS, dtype=object),
        np.array([[Fraction(v) for v in row] for row in ROWS]),
        pd.DataFrame(ROWS, columns=["a", "b"]),
        pd.DataFrame(ROWS, columns=["a", "b"], dtype="Int64"),
        pl.DataFrame(ROWS, schema=["a", "b"], orient="row"),
    ],
)
def test_what_is_taken(X: Any) -> None:
    values, names = as_features(X)
    assert values.dtype == np.float64 and values.tolist() == ROWS
    assert names == (["a", "b"] if hasattr(X, "columns") else None)


@pytest.mark.parametrize(
    "y",
    [
        [1, 2, 3],
        np.array([[1], [2], [3]]),
        np.ma.array([1, 2, 3]),
        pd.Series([1, 2, 3]),
        pd.DataFrame({"y": [1, 2, 3]}),
        pl.Series([1, 2, 3]),
        pa.array([1, 2, 3]),
        pa.table({"y": [1, 2, 3]}),
    ],
    ids=lambda y: type(y).__name__,
)
def test_targets_that_are_taken(y: Any) -> None:
    assert as_targets(y, 3).tolist() == [1, 2, 3]


BAD = [
    ([1.0, 2.0], r"X has shape \(2,\).*X\.reshape\(-1, 1\)"),
    (np.empty((0, 2)), r"X has 0 sample"),
    (np.empty((2, 0)), r"X has 0 feature"),
    (pd.DataFrame(index=[0, 1]), r"X has 0 feature"),
    ([[1.0, 2.0], [3.0, np.nan]], r"row 1, column 1 is NaN"),
    ([[1.0, 2.0], [np.inf, 4.0]], r"row 1, column 0 is infinity"),
    (pd.DataFrame({"area": [1.0, None]}), r"row 1, column 'area' is NaN"),
    (pd.DataFrame({"area": pd.array([1, None], dtype="Int64")}), r"row 1, column 'area' is NaN"),
    (pl.DataFrame({"area": [1, None]}), r"row 1, column 'area' is NaN"),
    ([[1.0, "two"]], r"X holds 'two' in row 0, column 1: text"),
    (np.array([[1, "two"]], dtype=object), r"X holds 'two' in row 0, column 1: text.*columns of 0 and 1"),
    (pd.DataFrame({"area": [1, 2], "city": ["A", "B"]}), r"column 'city' holds 'A' in row 0: text"),
    (pd.DataFrame({"city": pd.Categorical(["A", "B"])}), r"column 'city' is categorical, with 'A' in row 0"),
    (pl.DataFrame({"city": ["A", "B"]}), r"column 'city' holds 'A' in row 0: text"),
    ([[1 + 2j]], r"Complex data not supported"),
    (scipy.sparse.csr_matrix([[1.0]]), r"sparse matrix.*toarray"),
    ([[1, 2], [3]], r"rows of different lengths"),
    (np.array([[{"a": 1}]]), r"a dict, and an argument must be a string or number"),
    (np.ma.array([[1.0, 2.0], [3.0, 4.0]], mask=[[0, 0], [1, 0]]), r"row 1, column 0 is NaN \(a missing value\)"),
    (np.ma.array([[1, 2]], mask=[[0, 1]]), r"row 0, column 1 is NaN"),
    ([[10**400]], r"row 0, column 0 is infinity"),
    ("abc", r"X is a str; expected an array, a list or a data frame"),
    ({"a": [1.0]}, r"X is a dict; expected"),
    (([1.0] for _ in range(3)), r"X is a generator; expected"),
]


@pytest.mark.parametrize(("X", "sentence"), BAD)
def test_what_is_refused(X: Any, sentence: str) -> None:
    with pytest.raises((linreg.InputError, linreg.InputTypeError), match=sentence):
        as_features(X)


@pytest.mark.parametrize(
    ("y", "sentence"),
    [
        ([1, 2], r"y has shape \(2,\) and X has 3 rows"),
        (np.ones((1, 3)), r"y has shape \(1, 3\)"),
        (np.ones((3, 2)), r"y has shape \(3, 2\)"),
        ([1, np.nan, 3], r"row 1, column 'y' is NaN"),
        (["a", "b", "c"], r"y holds 'a' in row 0: text"),
        (np.ma.array([1, 2, 3], mask=[0, 1, 0]), r"row 1, column 'y' is NaN"),
        ({1, 2, 3}, r"y is a set; expected"),
        (pl.LazyFrame({"y": [1, 2, 3]}), r"y is a LazyFrame; .* Pass y\.collect\(\)"),
    ],
)
def test_targets_that_are_refused(y: Any, sentence: str) -> None:
    with pytest.raises((linreg.InputError, linreg.InputTypeError), match=sentence):
        as_targets(y, 3)


ROW = {"area": [1.0, 2.0, 4.0]}
FRAMES = [
    (pd.DataFrame({"c": pd.Categorical([3, 5])}), "column 'c' is categorical, with 3 in row 0; .*get_dummies"),
    (pd.DataFrame({"c": pd.array(["1", "2"], dtype="string")}), "column 'c' holds '1' in row 0: text"),
    (pl.DataFrame({"c": pl.Series(["a", "b"], dtype=pl.Categorical)}), "column 'c' holds 'a' in row 0: text"),
    (pl.DataFrame({"c": pl.Series(["a", "b"], dtype=pl.Enum(["a", "b"]))}), "column 'c' holds 'a' in row 0: text"),
    (pd.DataFrame({"when": pd.to_datetime(["2020-01-01"])}), "column 'when' (holds|has) .*datetime"),
    (pl.DataFrame({"when": [datetime.date(2020, 1, 1)]}), "column 'when' has dtype .*: points in time"),
    (np.array([["2020-01-01"]], dtype="datetime64[ns]"), "points in time or durations; .*timedelta64"),
    (np.array([[1]], dtype="timedelta64[D]"), "points in time or durations"),
    (np.array([[b"1"]]), r"X holds b'1' in row 0, column 0: text"),
    (pd.DataFrame([[1, 2]], columns=["a", "a"]), "X has 2 columns called 'a'"),
    (pd.DataFrame([[1, 2]], columns=[1, "1"]), "X has 2 columns called '1'"),
    (pl.LazyFrame(ROW), r"X is a LazyFrame; .* X\.collect\(\)"),
]


@pytest.mark.parametrize(("X", "sentence"), FRAMES)
def test_columns_that_are_no_numbers_are_refused_by_name(X: Any, sentence: str) -> None:
    with pytest.raises((linreg.InputError, linreg.InputTypeError), match=sentence):
        as_features(X)


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        (pd.Series([True, False]), [1, 0]),
        (pd.array([True, False], dtype="boolean"), [1, 0]),
        (pd.array([1.5, 2], dtype="double[pyarrow]"), [1.5, 2]),
        (pd.arrays.SparseArray([0, 1]), [0, 1]),
        (pl.Series([True, False]), [1, 0]),
        (pl.Series([Decimal("1.5"), Decimal(2)]), [1.5, 2]),
        (pl.Series([1, 2], dtype=pl.UInt8), [1, 2]),
    ],
)
def test_columns_that_are_numbers_in_other_dress_are_taken(column: Any, expected: list[float]) -> None:
    frame = pl.DataFrame({"c": column}) if isinstance(column, pl.Series) else pd.DataFrame({"c": column})
    values, names = as_features(frame)
    assert (values[:, 0].tolist(), names) == (expected, ["c"])


@pytest.mark.parametrize("make", [pd.DataFrame, pl.DataFrame, pa.table], ids=["pandas", "polars", "pyarrow"])
def test_frames_in_arrays_out_and_names_kept(make: Any) -> None:
    table = {"area": [1.0, 2.0, 4.0, 3.0], "rooms": [1, 5, 2, 2]}
    model = linreg.LinearRegression(random_state=0).fit(make(table), [1.0, 2.0, 3.0, 5.0])
    assert model.feature_names_in_.tolist() == ["area", "rooms"]
    predicted = model.predict(make(table))
    assert type(predicted) is np.ndarray and predicted.shape == (4,)
    assert predicted.tolist() == model.predict(np.column_stack(list(table.values()))).tolist()
    with pytest.raises(linreg.InputError, match="columns rooms, area; expected area, rooms"):
        model.predict(make(dict(reversed(table.items()))))


def test_the_index_of_a_frame_plays_no_part() -> None:
    X, y = pd.DataFrame(ROW, index=[7, 3, 5]), pd.Series([1.0, 2.0, 3.0], index=[3, 5, 7])
    by_position = linreg.LinearRegression(random_state=0).fit(X.to_numpy(), y.to_numpy())
    assert linreg.LinearRegression(random_state=0).fit(X, y).theta_.tolist() == by_position.theta_.tolist()
