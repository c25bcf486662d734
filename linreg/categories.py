"""Text columns as numbers: a column of 0 and 1 for each level but the first, which the intercept stands for.

With a column for every level their sum would be the column of ones, and the weights would not be unique. So the first
level, in alphabetical order, is the baseline: the weight of another one is by how much it differs from that.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

import numpy as np

from linreg.affine import Array
from linreg.faults import InputError

MOST = 1000
ROWS = 1 << 13  # of indicators at a time: with the most levels that there may be they take some 64 MB

Levels = Mapping[int, Sequence[str] | None]  # of the columns that are text, by position; None while they are not known
NONE: Levels = MappingProxyType({})


@dataclass(frozen=True)
class Columns:
    """The columns of a table that a model learns from, in order; levels: of those that are text, the baseline first."""

    names: tuple[str, ...]
    levels: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def features(self) -> list[str]:
        """The names of the features: of a column of numbers its own, of text `city=Rome` for each but the baseline."""
        return [feature for name in self.names for feature in self._features_of(name)]

    @property
    def baselines(self) -> list[str]:
        """The levels that have no column, as `city=Athens`."""
        return [f"{name}={levels[0]}" for name, levels in self.levels.items()]

    def _features_of(self, name: str) -> list[str]:
        return [f"{name}={level}" for level in self.levels[name][1:]] if name in self.levels else [name]


def encoded(names: Sequence[str], levels: Mapping[str, Sequence[str]]) -> Columns:
    """The columns, once it is clear that they can be learned from.

    Raises `InputError` for a column with a single level or more than 1,000, and where two features would have one name.
    """
    for name, found in levels.items():
        _check_levels(name, found)
    columns = Columns(tuple(names), {name: tuple(found) for name, found in levels.items()})
    twice = [name for name, count in Counter(columns.features).items() if count > 1]
    if twice:
        raise InputError(f"two features would be called {twice[0]!r}", "a name for each", "Rename a column.")
    return columns


def numbers(columns: Sequence[Array], levels: Sequence[Sequence[str] | None]) -> Iterator[Array]:
    """The columns side by side, those with levels as indicators, in one block or in several of bounded size."""
    rows = ROWS if any(levels) else max(1, len(columns[0]))
    for start in range(0, len(columns[0]), rows):
        pieces = [column[start : start + rows] for column in columns]
        if not any(levels):
            yield np.array(pieces).T  # column by column, as they come: nothing is moved about
            continue
        yield np.column_stack(
            [piece if known is None else _indicators(piece, known) for piece, known in zip(pieces, levels, strict=True)]
        )


def as_array(column: Any) -> Array:
    """An arrow column of numbers as it is, of text as str without blanks around it."""
    values = column.to_numpy(zero_copy_only=False)
    return np.strings.strip(values.astype(str), " \t") if values.dtype.kind == "O" else values


def unseen(name: str, level: str, levels: Sequence[str]) -> tuple[str, str, str]:
    """Observed, expected and remedy where a column holds a level that it did not have at the fit."""
    return (
        f"{name!r} is {level!r}, a level that was not there at the fit",
        f"one of {_listed(levels)}",
        "Nothing was learned about it: leave out such rows, or fit the model anew with some of them.",
    )


def _indicators(texts: Array, levels: Sequence[str]) -> Array:
    """(rows, len(levels) − 1): 1 where the text is the level; NaN throughout for a text that is none of them."""
    position = {level: number for number, level in enumerate(levels)}
    found = np.array([position.get(text, -1) for text in texts.tolist()])
    block = np.zeros((len(texts), len(levels)))
    block[np.arange(len(texts)), found] = 1.0
    block[found < 0] = np.nan
    return block[:, 1:]


def _check_levels(name: str, levels: Sequence[str]) -> None:
    if len(levels) < 2:
        raise InputError(
            f"column {name!r} is {levels[0]!r} in every row",
            "two levels or more",
            "Leave it out: what never varies explains nothing.",
        )
    if len(levels) > MOST:
        raise InputError(
            f"column {name!r} has {len(levels):,} levels",
            f"at most {MOST:,}, each with a column of its own",
            "Leave it out, or merge its levels into fewer.",
        )


def _listed(levels: Sequence[str]) -> str:
    shown = ", ".join(map(repr, levels[:10]))
    return shown if len(levels) <= 10 else f"{shown}, … ({len(levels)} in all)"
