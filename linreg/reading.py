"""Tables in files, CSV or Parquet: which columns there are, and the chosen ones as float64 in bounded blocks."""

from __future__ import annotations

import difflib
import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType, ModuleType

import numpy as np

from linreg import csv_file, parquet_file
from linreg.affine import Array
from linreg.categories import Columns, encoded
from linreg.faults import FileError, InputError

LOOK = "Look at how it was written."
NO_LEVELS: Mapping[str, Sequence[str]] = MappingProxyType({})


@dataclass(frozen=True, eq=False)
class Table:
    """Columns by name, values (m, d): the least that `fit` and `predict` take for a data frame."""

    columns: list[str]
    values: Array

    def __getitem__(self, name: str) -> Array:
        """The column of that name, (m,)."""
        return self.values[:, self.columns.index(name)]

    def __len__(self) -> int:
        return len(self.values)

    def select(self, names: Sequence[str]) -> Table:
        """The table of these columns, in this order."""
        return Table(list(names), np.column_stack([self[name] for name in names]))


def column_names(path: str | os.PathLike[str]) -> list[str]:
    """The names of the columns of a CSV or Parquet file. Raises `FileError`; `InputError` where a name stands twice."""
    path = Path(path)
    names = _format_of(path).column_names(path)
    if not names:
        raise FileError(f"{path} has no columns", "one for the target and one for each feature", LOOK)
    twice = [name for name, count in Counter(names).items() if count > 1 and name]
    if twice:
        raise InputError(
            f"{path} has {names.count(twice[0])} columns named {twice[0]!r}",
            "a name of its own for each",
            "Rename them.",
        )
    return list(names)


def choose_features(names: Sequence[str], target: str, features: Sequence[str] | None = None) -> list[str]:
    """The features among the columns: those asked for, or all but the target.

    Raises `InputError` for a column that is missing, for a feature named twice, for a target that is also a feature,
    and where none is left.
    """
    _check_present(names, [target, *(features or ())])
    chosen = list(features) if features is not None else [name for name in names if name != target]
    if target in chosen:
        raise InputError(
            f"{target!r} is the target and a feature", "the target apart from the features", "Name it once."
        )
    _check_distinct("feature", chosen)
    if not chosen:
        raise InputError(
            "no feature is left beside the target", "at least one", "Add a column that the target depends on."
        )
    if "" in chosen:
        raise InputError(
            f"column {names.index('') + 1} has no name",
            "a name for each feature",
            "Name it, or choose the features by name.",
        )
    if unreadable := [name for name in [target, *chosen] if csv_file.UNREADABLE in name]:
        raise InputError(f"the name {unreadable[0]!r} is not in UTF-8", "names in UTF-8", csv_file.UTF8)
    return chosen


def choose_columns(path: str | os.PathLike[str], names: Sequence[str], categorical: Sequence[str] = ()) -> Columns:
    """The columns to learn from, with the levels that occur in those that are to be taken for text.

    Raises `InputError` where a categorical column is not among them, or cannot be learned from, and what `read_blocks`
    raises.
    """
    _check_present(names, categorical)
    _check_distinct("categorical column", categorical)
    path = Path(path)
    positions = [column_names(path).index(name) for name in categorical]
    found = _format_of(path).levels_of(path, positions) if positions else []
    if positions and not found[0]:
        raise _no_rows(path)
    return encoded(names, {name: sorted(levels) for name, levels in zip(categorical, found, strict=True)})


def read_blocks(
    path: str | os.PathLike[str], columns: Sequence[str], levels: Mapping[str, Sequence[str]] = NO_LEVELS
) -> Iterator[Array]:
    """The chosen columns as float64 blocks (rows, len(columns)), in the order of the file and of `columns`.

    levels: of the columns that are text, as `Columns` has them: such a one becomes a column of 0 and 1 for each level
    but the first. Memory stays bounded whatever the size of the file. Raises `FileError`, `InputError` or
    `InputTypeError`, with the first offending line and column, once the iteration comes to it; a file without rows is
    an error too.
    """
    path = Path(path)
    names = column_names(path)
    _check_present(names, columns)
    rows, known = 0, {names.index(name): found for name, found in levels.items()}
    for block in _format_of(path).blocks(path, [names.index(column) for column in columns], known):
        rows += len(block)
        yield block
    if not rows:
        raise _no_rows(path)


def row_count(path: str | os.PathLike[str]) -> int | None:
    """The number of rows, where the file says it without being read: Parquet does, CSV does not."""
    path = Path(path)
    return parquet_file.row_count(path) if _format_of(path) is parquet_file else None


def read_columns(
    path: str | os.PathLike[str], columns: Sequence[str], levels: Mapping[str, Sequence[str]] = NO_LEVELS
) -> Array:
    """The same as one float64 array. Raises what `read_blocks` raises."""
    return np.concatenate(list(read_blocks(path, columns, levels)))


def _format_of(path: Path) -> ModuleType:
    """The module that reads this file. Raises `FileError` where there is none to read."""
    try:
        if not path.exists():
            raise FileError(f"there is no file {path}", "a CSV or Parquet file", _nearest_file(path))
        if not path.is_file():  # a pipe could be read only once
            raise FileError(
                f"{path} is no regular file", "a CSV or Parquet file", "Save the table to a file and pass that."
            )
        return parquet_file if parquet_file.is_parquet(path) else csv_file
    except OSError as error:
        raise FileError(
            f"{path} cannot be opened: {error.strerror}",
            "a CSV or Parquet file",
            "Look at what it is and who may read it.",
        ) from None


def _nearest_file(path: Path) -> str:
    neighbours = [entry.name for entry in path.parent.iterdir()] if path.parent.is_dir() else []
    nearest = difflib.get_close_matches(path.name, neighbours, n=1)
    return f"Did you mean {path.parent / nearest[0]}?" if nearest else f"The current folder is {Path.cwd()}."


def _no_rows(path: Path) -> InputError:
    return InputError(f"{path} has column names and no rows", "at least one row", LOOK)


def _check_distinct(what: str, names: Sequence[str]) -> None:
    if twice := [name for name, count in Counter(names).items() if count > 1]:
        raise InputError(f"the {what} {twice[0]!r} is named twice", f"each {what} once", "Remove it.")


def _check_present(names: Sequence[str], wanted: Sequence[str]) -> None:
    for name in wanted:
        if name not in names:
            raise InputError(f"there is no column {name!r}", f"one of {', '.join(names)}", _remedy_for(name, names))


def _remedy_for(name: str, names: Sequence[str]) -> str:
    """The nearest name, or what may have gone wrong with all of them."""
    if len(names) == 1 and any(separator in names[0] for separator in ";\t|"):
        return "The file seems to separate its cells by something else than commas: save it with commas."
    by_case = {known.lower(): known for known in names}
    if nearest := difflib.get_close_matches(name.lower(), by_case, n=1):
        return f"Did you mean {by_case[nearest[0]]!r}?"
    if all(csv_file.NUMBER.fullmatch(known) for known in names):
        return "The first line seems to be data: put a line of column names before it."
    return "Choose a column that is there."
