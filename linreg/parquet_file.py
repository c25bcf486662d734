"""A Parquet file as blocks of numbers, and what is wrong with it where it holds none. Rows are counted from 1."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from linreg.affine import Array
from linreg.arrays import all_finite
from linreg.categories import NONE, Levels, as_array, numbers, unseen
from linreg.faults import Fault, FileError, InputError, InputTypeError

BLOCK_ROWS = 1 << 16
BUFFER = 1 << 20  # bytes of each column that are read from the file at a time
MAGIC = b"PAR1"


def is_parquet(path: Path) -> bool:
    """By its name or by its first four bytes."""
    with path.open("rb") as file:
        return path.suffix.lower() in {".parquet", ".pq"} or file.read(len(MAGIC)) == MAGIC


def column_names(path: Path) -> list[str]:
    """The names of the top-level columns. Raises `FileError` for a file that is truncated or no Parquet."""
    with _opened(path) as file:
        return list(file.schema_arrow.names)


def row_count(path: Path) -> int:
    """The number of rows."""
    with _opened(path) as file:
        return int(file.metadata.num_rows)


def blocks(path: Path, columns: list[int], levels: Levels = NONE) -> Iterator[Array]:
    """The chosen columns, by position, as float64 blocks in the order of the file: (rows, len(columns)) or, where some
    are text with these levels, a column of 0 and 1 for each but their first.

    Integers beyond 2⁵³ are rounded to the nearest float64. Raises `InputTypeError` for a column of another type,
    `InputError` at the first missing or infinite value or unknown level, `FileError` where the file is damaged.
    """
    row, known = 1, [levels.get(column) for column in columns]
    for names, batch in _batches(path, columns, levels):
        _check(path, names, batch, known, row)
        yield from numbers(batch, known)
        row += len(batch[0])


def levels_of(path: Path, columns: list[int]) -> list[set[str]]:
    """The texts that occur in each of the columns. Raises what `blocks` raises, for a missing value too."""
    found: list[set[str]] = [set() for _ in columns]
    row = 1
    for names, batch in _batches(path, columns, dict.fromkeys(columns)):
        _check(path, names, batch, [None] * len(columns), row)
        for seen, column in zip(found, batch, strict=True):
            seen.update(column.tolist())
        row += len(batch[0])
    return found


def _batches(path: Path, columns: list[int], levels: Levels) -> Iterator[tuple[list[str], list[Array]]]:
    """The names of the columns, and in each batch the columns as float64, or as str where they have levels."""
    import pyarrow

    with _opened(path) as file:
        fields = [file.schema_arrow.field(column) for column in columns]
        types = [pyarrow.string() if column in levels else pyarrow.float64() for column in columns]
        for column, field in zip(columns, fields, strict=True):
            _check_type(path, field, column in levels)
        names = [field.name for field in fields]
        for batch in _ahead(file.iter_batches(BLOCK_ROWS, columns=names)):
            yield names, [_cast(batch.column(name), kind) for name, kind in zip(names, types, strict=True)]


def _ahead(batches: Iterator[Any]) -> Iterator[Any]:
    """The same; while one is in use the next is read, by another core."""
    from concurrent.futures import ThreadPoolExecutor  # which takes longer to import than most of this package

    with ThreadPoolExecutor(max_workers=1) as reader:
        coming = reader.submit(next, batches, None)
        while (batch := coming.result()) is not None:
            coming = reader.submit(next, batches, None)
            yield batch


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    import pyarrow
    from pyarrow import parquet

    try:
        # Otherwise pyarrow holds whole row groups and, with pre_buffer, in the end the file.
        with parquet.ParquetFile(path, buffer_size=BUFFER, pre_buffer=False) as file:
            yield file
    except (pyarrow.ArrowException, OSError) as error:
        reason = str(error).splitlines()[0].rstrip(".")
        raise _damaged(path, reason) from None


def _damaged(path: Path, reason: str) -> Fault:
    return FileError(
        f"{path} cannot be read as Parquet: {reason}",
        "a complete Parquet file",
        "Write or copy it anew; a file that was cut off lacks its last bytes, where the columns are listed.",
    )


def _check_type(path: Path, field: Any, categorical: bool) -> None:
    from pyarrow import types

    numeric = (types.is_integer, types.is_floating, types.is_decimal, types.is_boolean)
    textual = (types.is_string, types.is_large_string, types.is_string_view, types.is_integer, types.is_boolean)
    kind = field.type.value_type if types.is_dictionary(field.type) else field.type
    if categorical and not any(is_type(kind) for is_type in textual):
        raise InputTypeError(
            f"{path}, column {field.name!r} is of type {field.type}",
            "text, integers or booleans, for a categorical column",
            "Leave the column out, or convert it.",
        )
    if not categorical and not any(is_type(field.type) for is_type in numeric):
        raise InputTypeError(
            f"{path}, column {field.name!r} is of type {field.type}",
            "integers, floats, decimals or booleans",
            "Leave the column out, or have it encoded: linreg fit --categorical.",
        )


def _cast(column: Any, kind: Any) -> Array:
    """As an array; missing text becomes empty."""
    column = column.cast(kind, safe=False)
    return as_array(column.fill_null("") if str(kind) == "string" else column)


def _check(path: Path, names: list[str], batch: list[Array], levels: Sequence[Sequence[str] | None], row: int) -> None:
    """Raise a fault for the first row with an entry that is missing, infinite or of an unknown level."""
    first = [_first_bad(column, known) for column, known in zip(batch, levels, strict=True)]
    if bad := [(number, j) for j, number in enumerate(first) if number is not None]:
        number, j = min(bad)
        place = f"{path}, row {row + number} (the first is row 1)"
        raise _fault_of(place, names[j], batch[j][number], levels[j] or ())


def _first_bad(column: Array, levels: Sequence[str] | None) -> int | None:
    if column.dtype.kind == "f" and all_finite(column):
        return None
    if column.dtype.kind == "U":
        bad = (column == "") if levels is None else ~np.isin(column, levels)
    else:
        bad = ~np.isfinite(column)
    return int(np.argmax(bad)) if bad.any() else None


def _fault_of(place: str, name: str, value: Any, levels: Sequence[str]) -> Fault:
    if isinstance(value, str) and value:
        observed, expected, remedy = unseen(name, str(value), levels)
        return InputError(f"{place}: {observed}", expected, remedy)
    what = "infinity" if not isinstance(value, str) and np.isinf(value) else "missing or NaN"
    return InputError(
        f"{place}, column {name!r} is {what}",
        "one of its levels" if isinstance(value, str) else "a finite number",
        "Fill it in or remove the row; a least-squares fit is not defined on such values.",
    )
