"""A CSV file as blocks of numbers; and, where it cannot be read as such, the first place at which it fails and why.

Two readers share the work. pyarrow reads the numbers, fast and in bounded memory, but of a bad cell it says neither the
line nor what to do. So as soon as anything is wrong, `first_fault` reads the file once more, record by record, with the
`csv` of the standard library, and the message comes from there. Lines are counted as editors and spreadsheets do: from
1, the line of column names included.
"""

from __future__ import annotations

import csv
import math
import re
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, TextIO

import numpy as np

from linreg.affine import Array
from linreg.categories import NONE, Levels, as_array, numbers, unseen
from linreg.faults import Fault, FileError, InputError, InputTypeError

BLOCK_BYTES = 4 << 20  # of text; pyarrow reads some 40 blocks ahead, whatever the size of the file
MISSING = {"", "na", "n/a", "#n/a", "nan", "null", "none", "nil", "?", "-"}
NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?|[+-]?inf(inity)?", re.IGNORECASE | re.ASCII)
THOUSANDS = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?", re.ASCII)

DECIMAL_COMMA = re.compile(r"[+-]?\d+,\d+", re.ASCII)
UNREADABLE = "\ufffd"  # stands where bytes are no UTF-8
UTF8 = "Save the table as “CSV UTF-8” (or as Parquet), and pass that file."

Record = tuple[int, list[str]]


def column_names(path: Path) -> list[str]:
    """The first line that is not empty, as names. Raises `FileError` for an empty file, or one that is no text."""
    _, names = _header(path)
    return names


def blocks(path: Path, columns: list[int], levels: Levels = NONE) -> Iterator[Array]:
    """The chosen columns, by position, as float64 blocks in the order of the file: (rows, len(columns)) or, where some
    are text with these levels, a column of 0 and 1 for each but their first.

    Raises `FileError`, `InputError` or `InputTypeError` at the first block with something wrong in it.
    """
    for batch in _batches(path, columns, levels):
        for block in numbers(batch, [levels.get(column) for column in columns]):
            if not np.isfinite(block).all():
                raise first_fault(path, columns, levels) or _unexplained(path, "a number that is not finite")
            yield block


def levels_of(path: Path, columns: list[int]) -> list[set[str]]:
    """The texts that occur in each of the columns. Raises what `blocks` raises, for an empty cell too."""
    found: list[set[str]] = [set() for _ in columns]
    for batch in _batches(path, columns, dict.fromkeys(columns)):
        for seen, column in zip(found, batch, strict=True):
            seen.update(column.tolist())
    if any("" in seen for seen in found) and (fault := first_fault(path, columns, dict.fromkeys(columns))):
        raise fault
    return found


def _batches(path: Path, columns: list[int], levels: Levels) -> Iterator[list[Array]]:
    """The columns of each block as arrays: float64, or str where they have levels."""
    from pyarrow import ArrowInvalid

    try:
        for batch in _arrow_reader(path, columns, levels):
            yield [as_array(column) for column in batch.columns]
    except ArrowInvalid as error:
        fault = first_fault(path, columns, levels)
        if fault or _has_rows(path):  # with names alone pyarrow complains too, but then there is nothing to yield
            raise fault or _unexplained(path, str(error)) from None
    if _has_odd_quotes(path) and (fault := first_fault(path, columns, levels)):
        raise fault


def first_fault(path: Path, columns: list[int], levels: Levels = NONE) -> Fault | None:
    """What is wrong at the first place where the file is no table of numbers in these columns, or of known levels where
    a column is text; None if it is one.
    """
    records = _records(path)
    row = 0  # the names
    try:
        _, names = next(records)
        for row, (line, cells) in enumerate(records, start=1):
            place = f"{path}, line {line} (row {row} of the data)"
            if len(cells) != len(names):
                return _ragged(place, len(cells), len(names))
            for column in columns:
                if column in levels:
                    fault = _text_fault(place, names[column], cells[column], levels[column])
                else:
                    fault = _cell_fault(f"{place}, column {names[column]!r}", cells[column], names, cells)
                if fault:
                    return fault
    except csv.Error as error:
        return FileError(
            f"{path} is broken after row {row} of the data: {error}",
            "CSV with a closing quote for every opening one",
            "Mend the quotes there; a quote inside a quoted cell is written twice.",
        )
    return None


def _header(path: Path) -> tuple[int, list[str]]:
    """The number of lines that the names take, with the empty ones before them, and the names."""
    with path.open("rb") as file:
        start = file.read(4096)
    if b"\0" in start:
        raise FileError(
            f"{path} holds NUL bytes",
            "CSV text in UTF-8",
            UTF8,
        )
    with _opened(path) as file:
        reader = csv.reader(file)
        for cells in reader:
            if cells:
                return reader.line_num, [cell.strip() for cell in cells]
    raise FileError(
        f"{path} is empty", "a line of column names and a line for each sample", "Look at how it was written."
    )


def _records(path: Path) -> Iterator[Record]:
    """Each record that is not empty, names first, with the number of the line where it begins."""
    with _opened(path) as file:
        reader = csv.reader(file, strict=True)
        line = 1
        for cells in reader:
            if cells:
                yield line, cells
            line = reader.line_num + 1


def _opened(path: Path) -> TextIO:
    return path.open(encoding="utf-8-sig", errors="replace", newline="")


def _has_rows(path: Path) -> bool:
    return len(list(islice(_records(path), 2))) == 2


def _arrow_reader(path: Path, columns: list[int], levels: Levels) -> Iterator[Any]:
    """pyarrow's stream of record batches; columns go by position, so that names may be anything."""
    import pyarrow
    from pyarrow import csv as arrow

    lines, names = _header(path)
    types = {str(column): pyarrow.string() if column in levels else pyarrow.float64() for column in columns}
    return arrow.open_csv(  # type: ignore[no-any-return]
        path,
        arrow.ReadOptions(
            column_names=[str(column) for column in range(len(names))], skip_rows=lines, block_size=BLOCK_BYTES
        ),
        arrow.ParseOptions(newlines_in_values=True),
        arrow.ConvertOptions(include_columns=list(types), column_types=types),
    )


def _has_odd_quotes(path: Path) -> bool:
    """Whether a quote may be left open: pyarrow then takes the rest of the file for one cell and says nothing."""
    with path.open("rb") as file:
        return sum(chunk.count(b'"') for chunk in iter(lambda: file.read(BLOCK_BYTES), b"")) % 2 == 1


def _ragged(place: str, cells: int, names: int) -> Fault:
    return FileError(
        f"{place} has {cells} cells",
        f"{names}, as many as there are column names",
        "Add what is missing or remove what is too much; a comma inside a cell needs quotes around it.",
    )


def _cell_fault(place: str, cell: str, names: list[str], cells: list[str]) -> Fault | None:
    text = cell.strip(" \t")
    if text.lower() in MISSING:
        return InputError(
            f"{place} is empty" if not text else f"{place} holds {text!r}, a missing value",
            "a number",
            "Fill it in or remove the row; a least-squares fit is not defined on missing values.",
        )
    if not NUMBER.fullmatch(text):
        return InputTypeError(f"{place} holds {_shortened(cell)!r}", "a number", _remedy_for(text, names, cells))
    if not math.isfinite(float(text)):
        return InputError(
            f"{place} holds {_shortened(text)!r}, infinity",
            "a finite number",
            "Remove the row, or mend what wrote the value.",
        )
    return None


def _text_fault(place: str, name: str, cell: str, levels: Sequence[str] | None) -> Fault | None:
    text = cell.strip(" \t")
    if not text:
        return InputError(
            f"{place}, column {name!r} is empty", "one of its levels", "Fill it in, with a level of its own if need be."
        )
    if UNREADABLE in text:
        return InputTypeError(
            f"{place}, column {name!r} holds {_shortened(text)!r}, not in UTF-8", "text in UTF-8", UTF8
        )
    if levels is None or text in levels:
        return None
    observed, expected, remedy = unseen(name, text, levels)
    return InputError(f"{place}: {observed}", expected, remedy)


def _remedy_for(text: str, names: list[str], cells: list[str]) -> str:
    """What to do about text: write the number plainly, or choose other columns."""
    bare = text.strip("$€£% ")
    if THOUSANDS.fullmatch(bare):
        bare = bare.replace(",", "")
    if DECIMAL_COMMA.fullmatch(bare):
        bare = bare.replace(",", ".")
    if NUMBER.fullmatch(bare):
        return f"Write it as a plain number, {bare}, and the others of its column likewise."
    numeric = [name for name, cell in zip(names, cells, strict=True) if NUMBER.fullmatch(cell.strip())]
    others = f" Numbers stand in {', '.join(numeric)}." if numeric else ""
    return f"Leave the column out, or have it encoded: linreg fit --categorical.{others}"


def _shortened(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"


def _unexplained(path: Path, message: str) -> Fault:
    return FileError(
        f"{path} cannot be read: {message}", "CSV: comma-separated, numbers with a decimal point", "Write it out anew."
    )
