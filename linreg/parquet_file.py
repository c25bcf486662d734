"""A Parquet file as blocks of numbers, and what is wrong with it where it holds none. Rows are counted from 1."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from linreg.affine import Array
from linreg.faults import Fault, FileError, InputError, InputTypeError

BLOCK_ROWS = 1 << 16
MAGIC = b"PAR1"


def is_parquet(path: Path) -> bool:
    """By its name or by its first four bytes."""
    with path.open("rb") as file:
        return path.suffix.lower() in {".parquet", ".pq"} or file.read(len(MAGIC)) == MAGIC


def column_names(path: Path) -> list[str]:
    """The names of the top-level columns. Raises `FileError` for a file that is truncated or no Parquet."""
    with _opened(path) as file:
        return list(file.schema_arrow.names)


def blocks(path: Path, columns: list[int]) -> Iterator[Array]:
    """The chosen columns, by position, as float64 blocks (rows, len(columns)) in the order of the file.

    Integers beyond 2⁵³ are rounded to the nearest float64. Raises `InputTypeError` for a column of another type than
    numbers, `InputError` at the first missing or infinite value, `FileError` where the file is damaged.
    """
    with _opened(path) as file:
        fields = [file.schema_arrow.field(column) for column in columns]
        for field in fields:
            _check_type(path, field)
        row = 1
        for batch in file.iter_batches(BLOCK_ROWS, columns=[field.name for field in fields]):
            block = np.column_stack([_as_float64(batch.column(field.name)) for field in fields])
            _check_finite(path, block, row, [field.name for field in fields])
            yield block
            row += len(block)


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    import pyarrow
    from pyarrow import parquet

    try:
        with parquet.ParquetFile(path) as file:
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


def _check_type(path: Path, field: Any) -> None:
    from pyarrow import types

    if not any(
        is_type(field.type) for is_type in (types.is_integer, types.is_floating, types.is_decimal, types.is_boolean)
    ):
        raise InputTypeError(
            f"{path}, column {field.name!r} is of type {field.type}",
            "integers, floats, decimals or booleans",
            "Leave the column out, or turn it into numbers: one column of 0 and 1 for each category.",
        )


def _as_float64(column: Any) -> Array:
    import pyarrow

    return column.cast(pyarrow.float64(), safe=False).to_numpy(zero_copy_only=False)  # type: ignore[no-any-return]


def _check_finite(path: Path, block: Array, row: int, names: list[str]) -> None:
    if np.isfinite(block).all():
        return
    offset, column = np.argwhere(~np.isfinite(block))[0]
    what = "missing or NaN" if np.isnan(block[offset, column]) else "infinity"
    raise InputError(
        f"{path}, row {row + offset} (the first is row 1), column {names[column]!r} is {what}",
        "a finite number",
        "Fill it in or remove the row; a least-squares fit is not defined on such values.",
    )
