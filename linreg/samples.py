"""The samples of a fit, read block by block as often as it takes, wherever they are.

All that `fit` asks of the data are sums over the samples, so one question is enough: `total(measure)` is measure(X, y)
summed over the blocks, whatever they are. Sums are added pairwise, so that rounding grows with the
logarithm of their number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol, Self, TypeVar

import numpy as np

from linreg.affine import Array
from linreg.arrays import as_matrix, as_targets, check_finite, not_finite
from linreg.faults import Fault, InputError, InputTypeError


class Summable(Protocol):
    """What can be added up."""

    def __add__(self, other: Self) -> Self: ...


FEW = 1 << 16  # entries that are sooner copied than selected again and again

T = TypeVar("T", bound=Summable)
Measure = Callable[[Array, Array], T]


class Samples:
    """X (m, d) of any numeric dtype and y (m,) of float64. names: of the features, where they have names."""

    names: list[str] | None

    @property
    def repeatable(self) -> bool:
        """Whether they can be read more than once."""
        return True

    def total(self, measure: Measure[T]) -> T:
        """measure(X, y), summed over the samples; raises `InputError` where they are not finite numbers."""
        raise NotImplementedError

    def in_memory(self) -> Table | None:
        """X as a float64 array, where the samples are in memory."""
        return None

    def feature_names(self, d: int) -> list[str]:
        """What the d features are called in messages."""
        return list(self.names) if self.names else [f"feature {j}" for j in range(d)]


class NotFinite(Exception):
    """X has NaN or infinity in this row and column."""

    def __init__(self, row: int, column: int, value: float) -> None:
        super().__init__(row, column, value)
        self.row, self.column, self.value = row, column, value

    def located(self, start: int, names: list[str] | None) -> InputError:
        """The same as a fault, with the row of the whole and the name of the column."""
        return not_finite(start + self.row, self.column, self.value, names)


@dataclass(frozen=True, eq=False)
class Sums:
    """Arrays that are added one by one. depth: the roundings that any term has met, at most."""

    parts: tuple[Any, ...]
    depth: int

    def __add__(self, other: Sums) -> Sums:
        parts = tuple(a + b for a, b in zip(self.parts, other.parts, strict=True))
        return Sums(parts, max(self.depth, other.depth) + 1)


@dataclass(frozen=True, eq=False)
class Table(Samples):
    """Samples in memory, or in a file that the system maps into it."""

    X: Array
    y: Array
    names: list[str] | None = None

    def shape(self, intercept: bool) -> tuple[int, int]:
        """m and n of the design matrix."""
        return len(self.X), self.X.shape[1] + int(intercept)

    def checked(self) -> Table:
        """X as float64, every entry of it finite."""
        X = np.ascontiguousarray(self.X, dtype=np.float64)
        check_finite(X, self.names)
        return Table(X, self.y, self.names)

    def in_memory(self) -> Table:
        """X as float64."""
        return Table(np.ascontiguousarray(self.X, dtype=np.float64), self.y, self.names)

    def total(self, measure: Measure[T]) -> T:
        """measure(X, y): all at once, for measures go block by block themselves."""
        try:
            return measure(self.X, self.y)
        except NotFinite as fault:
            raise fault.located(0, self.names) from None


@dataclass(eq=False)
class Stream(Samples):
    """Blocks (X, y) from an iterable, or from a function that returns a new iterator each time it is called.

    names and width are those of the first block unless given; start: the number of its first row, in messages.
    """

    source: Any
    names: list[str] | None = None
    width: int | None = None
    start: int = 0
    count: int | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        if not (callable(self.source) or isinstance(self.source, Iterable)):
            raise InputTypeError(
                f"the blocks are a {type(self.source).__name__}",
                "an iterable of pairs (X, y), or a function that returns one",
                "A single block is a list of one pair: [(X, y)].",
            )

    @property
    def repeatable(self) -> bool:
        """A generator can be read only once."""
        return callable(self.source) or iter(self.source) is not self.source

    def total(self, measure: Measure[T]) -> T:
        """measure(X, y), added up pairwise over the blocks."""
        return pairwise(self._measured(measure))

    def _measured(self, measure: Measure[T]) -> Iterator[T]:
        row = self.start
        for number, given in enumerate(self.source() if callable(self.source) else self.source):
            X, y = self._checked(given, number, row)
            try:
                yield measure(X, y)
            except NotFinite as fault:
                raise fault.located(row, self.names) from None
            row += len(y)
        self._check_count(row - self.start)

    def _check_count(self, count: int) -> None:
        if self.count not in {None, count}:
            raise InputError(
                f"the blocks have {count} rows, and had {self.count} when they were read before",
                "the same samples each time",
                "Pass what gives the same blocks again: a list, or a function that opens the file anew.",
            )
        if count == 0:
            raise InputError("there are no blocks", "at least one block (X, y)", "Look at where they come from.")
        self.count = count

    def _checked(self, given: Any, number: int, row: int) -> tuple[Array, Array]:
        """A block as numbers, of the same columns as those before; or a fault that says which block it is."""
        try:
            X, y = given
        except (TypeError, ValueError):
            raise InputError(
                f"block {number} is a {type(given).__name__}", "a pair (X, y)", "Yield X and y together."
            ) from None
        try:
            X, names = as_matrix(X)
            y = as_targets(y, len(X))
            if self.width is None:
                self.width, self.names = X.shape[1], names
            self._check_columns(X, names)
        except Fault as fault:
            place = f"block {number}, which begins with row {row} of the whole"
            raise type(fault)(f"{place}: {fault.observed}", fault.expected, fault.remedy) from None
        return X, y

    def _check_columns(self, X: Array, names: list[str] | None) -> None:
        if X.shape[1] != self.width or (names or self.names) != (self.names or names):
            raise InputError(
                f"it has {X.shape[1]} features: {', '.join(names)}" if names else f"it has {X.shape[1]} features",
                f"those of the first block: {', '.join(self.names)}" if self.names else f"{self.width}, as before",
                "Give every block the same columns, in the same order.",
            )


@dataclass(frozen=True, eq=False)
class Selection(Samples):
    """Some of the features of other samples."""

    whole: Samples
    kept: Array
    names: list[str] | None = None

    def total(self, measure: Measure[T]) -> T:
        """measure(X, y) of these features."""
        kept = self.kept  # and not `self`, which would send all of the samples along to each worker
        return self.whole.total(lambda X, y: measure(X[:, kept], y))

    def in_memory(self) -> Table | None:
        """A copy of these features."""
        table = self.whole.in_memory()
        return Table(np.ascontiguousarray(table.X[:, self.kept]), table.y) if table is not None else None


def select(samples: Samples, kept: Array) -> Samples:
    """The kept features of the samples."""
    if kept.all():
        return samples
    selection = Selection(samples, kept)
    small = isinstance(samples, Table) and samples.X.size <= FEW
    return (selection.in_memory() if small else None) or selection


def pairwise(terms: Iterable[T]) -> T:
    """Their sum, each partial sum being of a power of two terms: one for each binary digit of their number is kept."""
    partial: list[tuple[int, T]] = []
    for term in terms:
        partial.append((1, term))
        while len(partial) > 1 and partial[-2][0] == partial[-1][0]:
            (count, last), (_, before) = partial.pop(), partial.pop()
            partial.append((2 * count, before + last))
    result = partial.pop()[1]
    while partial:
        result = partial.pop()[1] + result
    return result
