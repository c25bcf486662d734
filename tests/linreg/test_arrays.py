"""Every kind of input that is taken, and for every kind that is not the row, the column and the remedy."""

from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
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
    [[1, 2, 3], np.array([[1], [2], [3]]), pd.Series([1, 2, 3]), pl.Series([1, 2, 3]), pd.DataFrame({"y": [1, 2, 3]})],
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
    (pd.DataFrame({"city": pd.Categorical(["A", "B"])}), r"column 'city' holds 'A' in row 0: text"),
    (pl.DataFrame({"city": ["A", "B"]}), r"column 'city' holds 'A' in row 0: text"),
    ([[1 + 2j]], r"Complex data not supported"),
    (scipy.sparse.csr_matrix([[1.0]]), r"sparse matrix.*toarray"),
    ([[1, 2], [3]], r"rows of different lengths"),
    (np.array([[{"a": 1}]]), r"a dict, and an argument must be a string or number"),
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
    ],
)
def test_targets_that_are_refused(y: Any, sentence: str) -> None:
    with pytest.raises((linreg.InputError, linreg.InputTypeError), match=sentence):
        as_targets(y, 3)
