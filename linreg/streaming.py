"""A file that is larger than memory ought to hold: fitted and scored as it streams by, with a bar of how far it is.

Which samples are kept for the test is drawn row by row from the seed, the same in every reading of the file.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np

from linreg.affine import Array
from linreg.categories import Columns
from linreg.checks import generator
from linreg.estimator import LinearRegression
from linreg.faults import InputError
from linreg.fitting import look_back
from linreg.reading import Table, read_blocks, row_count
from linreg.samples import pairwise
from linreg.scoring import Errors, errors

LARGE = 1 << 28  # bytes of float64, or of CSV, from which on a file is streamed
PICTURED = 10_000  # samples that a picture shows at most

Block = tuple[Table, Array]


def is_large(path: Path, columns: Sequence[str]) -> bool:
    """Whether to stream the file: by what its columns take in memory or, for CSV, by its length."""
    rows = row_count(path)
    return (path.stat().st_size if rows is None else 8 * rows * len(columns)) > LARGE


@dataclass(frozen=True, eq=False)
class FileSamples:
    """The samples of a file, divided for good into train and test.

    names: the columns of the file, the target last; columns: what they become; test_size: the share of the test.
    """

    path: Path
    names: list[str]
    columns: Columns
    test_size: float
    random_state: int

    def __post_init__(self) -> None:
        if not 0 <= self.test_size < 1:
            raise InputError(
                f"--test-size is {self.test_size:g}, and the file is streamed", "a share below 1", "0.3, for example."
            )

    def blocks(self, test: bool) -> Iterator[Block]:
        """The blocks of one kind, in the order of the file; blocks without a sample of it are left out.

        Raises `InputError` where none is left to fit, and what `read_blocks` raises.
        """
        rng, count = generator(self.random_state), 0
        for block in read_blocks(self.path, self.names, self.columns.levels):
            chosen = block[(rng.random(len(block)) < self.test_size) == test]
            count += len(chosen)
            if len(chosen):
                yield Table(list(self.columns.features), chosen[:, :-1]), chosen[:, -1]
        if not count and not test:
            raise InputError(
                f"--test-size {self.test_size:g} leaves nothing to fit", "at least one sample", "Take a smaller share."
            )

    def sample(self, count: int) -> Block:
        """Samples evenly spread over the file, about `count` of them, for a picture."""
        stride = max(1, math.ceil(count / PICTURED))
        parts = [(X.values[::stride], y[::stride]) for X, y in self.blocks(test=False)]
        return Table(list(self.columns.features), np.concatenate([X for X, _ in parts])), np.concatenate(
            [y for _, y in parts]
        )


def fit_file(model: LinearRegression, samples: FileSamples) -> LinearRegression:
    """The model, fitted to the training samples of the file, with a bar on stderr in a terminal."""
    with _bar(row_count(samples.path)) as watched:
        return model.fit_blocks(partial(_watch, samples, watched))


def errors_in_file(model: LinearRegression, samples: FileSamples, test: bool) -> Errors | None:
    """The errors of the model over the samples of one kind, by one reading; None where there are none."""
    terms = (errors(model.predict(X), y) for X, y in samples.blocks(test))
    first = next(terms, None)
    return None if first is None else pairwise(chain([first], terms))


def normal_equation(model: LinearRegression, names: Sequence[str]) -> Array:
    """θ* of the moments that the fit has collected, for comparison."""
    data = look_back(model.moments_, list(names), model)
    return data.widen(data.near.solution)


def _watch(samples: FileSamples, watched: Any) -> Iterator[Block]:
    watched.begin()
    for X, y in samples.blocks(test=False):
        yield X, y
        watched.advance(len(y) / (1 - samples.test_size))


class _Silence:
    """Nobody watches."""

    def begin(self) -> None:
        """Another reading begins."""

    def advance(self, rows: float) -> None:
        """So many rows more have been read."""


class _Bar(_Silence):
    """Rows, rate and time left of the reading that is under way; its number, for a file is read a few times."""

    def __init__(self, bar: Any, total: int | None) -> None:
        self.bar, self.total, self.reading = bar, total, 0
        self.task: Any = None

    def begin(self) -> None:
        self.reading += 1
        if self.task is not None:
            self.total = self.total or int(self.bar.tasks[self.task].completed)
            self.bar.remove_task(self.task)
        self.task = self.bar.add_task(f"Reading ({self.reading})", total=self.total)

    def advance(self, rows: float) -> None:
        self.bar.advance(self.task, rows)


@contextmanager
def _bar(total: int | None) -> Iterator[_Silence]:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    if not console.is_terminal:
        yield _Silence()
        return
    rows = TextColumn("{task.completed:,.0f} rows")
    rate = TextColumn("{task.speed:,.0f} a second")
    columns = [TextColumn("{task.description}"), BarColumn(), rows, rate, TimeRemainingColumn()]
    with Progress(*columns, console=console, transient=True) as bar:
        yield _Bar(bar, total)
