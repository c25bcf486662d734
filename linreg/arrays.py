"""What was given, as arrays of numbers; or an error that names the first offending row and column.

Accepts arrays of any numeric dtype and order, lists, and data frames of pandas or polars, none of which it imports: a
frame is what has `columns` and gives a column for each name. Rows are counted from 0, as in numpy.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np

from linreg.affine import Array, rectangular
from linreg.faults import InputError, InputTypeError

FEW = 1 << 16


def as_features(X: Any) -> tuple[Array, list[str] | None]:
    """X as float64 (m, d) with every entry finite, and the column names where X is a data frame.

    Raises `InputError` for a wrong shape, NaN or infinity, `InputTypeError` for text, complex or sparse data. What is
    such an array already is not copied.
    """
    values, names = as_matrix(X)
    values = np.ascontiguousarray(values, dtype=np.float64)
    check_finite(values, names)
    return values, names


def as_matrix(X: Any) -> tuple[Array, list[str] | None]:
    """X as (m, d) of whichever numeric dtype and order it has, finite or not; otherwise as `as_features`."""
    _check_computed(X, "X")
    if _is_frame(X):
        keys = _keys(X)
        names = _distinct([str(name) for name in keys])
        columns = [_as_numbers(X[key], f"column {name!r}") for key, name in zip(keys, names, strict=True)]
        values = np.column_stack(columns) if columns else np.empty((len(X), 0))
    else:
        names, values = None, _as_numbers(X, "X")
    _check_two_dimensions(values)
    return values, names


def as_targets(y: Any, m: int) -> Array:
    """y as float64 (m,) with every entry finite, from (m,) or (m, 1), a series, or a frame of one column."""
    if y is None:
        raise InputError(
            "linear regression requires y to be passed, but the target y is None", "the targets", "Call fit(X, y)."
        )
    _check_computed(y, "y")
    if _is_frame(y) and len(_keys(y)) == 1:
        y = y[_keys(y)[0]]
    values = _as_numbers(y, "y")
    if values.shape not in {(m,), (m, 1)}:
        raise InputError(
            f"y has shape {values.shape} and X has {m} rows",
            f"one target for each row of X, shape ({m},) or ({m}, 1)",
            "Pass the targets of just these samples, in their order.",
        )
    values = np.ascontiguousarray(values.reshape(m), dtype=np.float64)
    check_finite(values[:, np.newaxis], ["y"])
    return values


def _check_computed(given: Any, what: str) -> None:
    if hasattr(given, "collect_schema") and not hasattr(given, "to_numpy"):
        raise InputTypeError(
            f"{what} is a {type(given).__name__}", "a table that has been computed", f"Pass {what}.collect()."
        )


def _keys(frame: Any) -> list[Any]:
    return list(getattr(frame, "column_names", frame.columns))  # pyarrow keeps the names apart from the columns


def _distinct(names: list[str]) -> list[str]:
    twice = [name for name, count in Counter(names).items() if count > 1]
    if twice:
        raise InputError(
            f"X has {names.count(twice[0])} columns called {twice[0]!r}",
            "a name of its own for each column",
            "Rename them; names that are no text count as what they are printed as.",
        )
    return names


def _is_frame(X: Any) -> bool:
    return hasattr(X, "columns") and hasattr(X, "__getitem__") and not isinstance(X, np.ndarray)


def _as_numbers(given: Any, what: str) -> Array:
    """Anything array-like as numbers; a missing entry becomes NaN, what is no number is refused with its place."""
    _check_kind_given(given, what)
    values = _as_array(given, what)
    if values.dtype.kind in "biuf":
        return values
    _check_kind(values, given, what)
    numbers = [_as_number(v, what, np.unravel_index(i, values.shape)) for i, v in enumerate(values.ravel().tolist())]
    return np.array(numbers, dtype=np.float64).reshape(values.shape)


def _check_kind_given(given: Any, what: str) -> None:
    """Refuse what numpy would take for something else than it is."""
    if hasattr(given, "toarray") and hasattr(given, "nnz"):
        raise InputTypeError(
            f"{what} is a sparse matrix ({type(given).__name__})",
            "a dense array",
            "Where it fits in memory, pass its .toarray(); sparse data is not supported.",
        )
    if str(getattr(given, "dtype", "")) == "category":
        raise InputTypeError(
            f"{what} is categorical, with {_some_of(given)}",
            "numbers",
            "Encode its categories as columns of 0 and 1 (pandas.get_dummies), or convert it (astype(float)).",
        )


def _check_kind(values: Array, given: Any, what: str) -> None:
    """Refuse arrays that hold no real numbers, whatever their entries."""
    if values.dtype.kind in "mM":
        raise InputTypeError(
            f"{what} has dtype {values.dtype}: points in time or durations",
            "numbers",
            "Subtract a reference and divide by a unit: (t - t[0]) / numpy.timedelta64(1, 'D') are days.",
        )
    if values.dtype.kind == "c":
        raise InputError(
            f"{what} has dtype {values.dtype}: Complex data not supported",
            "real numbers",
            "Split it into real and imaginary features, or take the absolute value.",
        )
    if values.ndim == 0:
        raise InputTypeError(
            f"{what} is a {type(given).__name__}",
            "an array, a list or a data frame of numbers",
            "Make it a list first.",
        )


def _some_of(given: Any) -> str:
    return f"{np.asarray(given)[:1].tolist()[0]!r} in row 0" if len(given) else "no rows"


def _as_array(given: Any, what: str) -> Array:
    """As an array in which each entry keeps its own kind: [[1.0, "two"]] would become text throughout."""
    if np.ma.is_masked(given):
        given = np.where(np.ma.getmaskarray(given), None, given.data)  # what is masked is missing
    values = rectangular(given.to_numpy() if hasattr(given, "to_numpy") else given, what)
    return np.asarray(given, dtype=object) if values.dtype.kind in "US" else values


def _as_number(value: Any, what: str, index: tuple[Any, ...]) -> float:
    if value is None or type(value).__name__ in {"NAType", "NaTType"}:
        return float("nan")
    try:
        if not isinstance(value, str | bytes):  # float("12") would hide that the column is text
            return float(value)
        raise ValueError
    except OverflowError:
        return float("inf")  # refused with its place, as any infinity
    except (TypeError, ValueError):
        column = f", column {index[1]}" if len(index) == 2 else ""
        kind = (
            "text"
            if isinstance(value, str | bytes)
            else f"a {type(value).__name__}, and an argument must be a string or number"
        )
        raise InputTypeError(
            f"{what} holds {value!r} in row {index[0]}{column}: {kind}",
            "a number",
            "Drop the column, convert it (float), or encode its categories as columns of 0 and 1.",
        ) from None


def _check_two_dimensions(X: Array) -> None:
    if X.ndim != 2:
        raise InputError(
            f"X has shape {X.shape}",
            "two dimensions: a row for each sample, a column for each feature",
            "Reshape your data: X.reshape(-1, 1) for a single feature, X.reshape(1, -1) for a single sample.",
        )
    for axis, what in enumerate(["sample", "feature"]):
        if X.shape[axis] == 0:
            raise InputError(
                f"X has 0 {what}(s) (shape={X.shape}) while a minimum of 1 is required",
                f"at least one {what}",
                "Look at how the table was selected or read.",
            )


def check_finite(values: Array, names: list[str] | None) -> None:
    """Refuse NaN and infinity in (m, d), with the first row and column in which they stand."""
    if all_finite(values):
        return
    row, column = np.argwhere(~np.isfinite(values))[0].tolist()
    raise not_finite(row, column, values[row, column], names)


def not_finite(row: int, column: int, value: float, names: list[str] | None) -> InputError:
    """The fault that says where NaN or infinity stands."""
    name = repr(names[column]) if names else str(column)
    what = "NaN (a missing value)" if np.isnan(value) else "infinity"
    return InputError(
        f"row {row}, column {name} is {what}; the input contains NaN or infinity",
        "finite numbers",
        "Drop such rows or fill them in before fitting; rows are counted from 0.",
    )


def all_finite(values: Array) -> bool:
    """NaN and infinity show in the extremes, which take no memory to find; among few numbers one call finds them."""
    if values.size <= FEW:
        return bool(np.isfinite(values).all())
    return bool(np.isfinite(values.min()) and np.isfinite(values.max()))
