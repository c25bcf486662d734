"""A script run as it is: on the data that it makes, or on made-up numbers where the file of its data is not here.

Which columns it asks for by name, and how many at least, is told beforehand from its text.
"""

from __future__ import annotations

import contextlib
import importlib
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import FunctionType, ModuleType
from typing import Any

import numpy as np

_READERS = {
    "pandas": ("read_csv", "read_excel", "read_table"),
    "numpy": ("loadtxt", "genfromtxt", "load"),
}
_LARGEST = 1 << 16  # numbers in an array that is sent: what a file of few samples gives is no larger


@dataclass(frozen=True)
class OwnData:
    """Made-up data: so many rows of the columns with these names, or of so many."""

    rows: int
    width: int
    names: tuple[str, ...]

    def numbers(self) -> np.ndarray[Any, Any]:
        """Columns of different means and spreads, and one that is no sum of the others."""
        drawn = np.random.Generator(np.random.PCG64(self.rows)).uniform(0.2, 2.0, (self.rows, self.columns))
        return np.round(drawn * np.linspace(1.0, 1.5, self.columns), 3)

    @property
    def columns(self) -> int:
        """How many there are."""
        return max(self.width, len(self.names))

    def frame(self) -> Any:
        """The same as a data frame."""
        more = (f"column{place}" for place in range(len(self.names), self.columns))
        return importlib.import_module("pandas").DataFrame(self.numbers(), columns=[*self.names, *more])

    def lines(self) -> io.StringIO:
        """The same as a file of lines."""
        return io.StringIO("\n".join(",".join(map(str, row)) for row in self.numbers().tolist()))

    def array(self, *_: Any, unpack: bool = False, **__: Any) -> np.ndarray[Any, Any]:
        """The same as an array, or column by column."""
        return self.numbers().T if unpack else self.numbers()


@contextlib.contextmanager
def found(data: OwnData, names: dict[str, Any]) -> Iterator[None]:
    """Files that are not here are found: every reader that these names reach and that raises has the made-up data."""
    frame: Any = data.frame() if any(_library(value) == "pandas" for value in names.values()) else None
    made = {"pandas": lambda *_, **__: frame.copy(), "numpy": data.array}
    libraries = {id(value): value for value in names.values() if _library(value)}.values()
    kept = [(one, reader, getattr(one, reader)) for one in libraries for reader in _READERS[_library(one)]]
    for library, reader, genuine in kept:
        setattr(library, reader, _or_made(genuine, made[_library(library)]))
    own = names.get("open", open)
    names["open"] = _or_made(own, lambda *_, **__: data.lines())  # theirs, not that of libraries
    try:
        yield
    finally:
        names["open"] = own
        for library, reader, genuine in kept:
            setattr(library, reader, genuine)


def _library(value: Any) -> str:
    name = str(vars(value).get("__name__", "")) if isinstance(value, ModuleType) else ""
    return name if name in _READERS else ""


def _or_made(genuine: Callable[..., Any], made: Callable[..., Any]) -> Callable[..., Any]:
    def read(*arguments: Any, **options: Any) -> Any:
        try:
            return genuine(*arguments, **options)
        except OSError:
            return made(*arguments, **options)

    return read


def on_its_own(script: FunctionType, rows: int, width: int, names: tuple[str, ...], **given: Any) -> dict[str, Any]:
    """The numbers that a script has when it is given nothing but its number of steps."""
    with found(OwnData(rows, width, names), script.__globals__):
        held = script(**given)
    numbers = {name: _numbers(value) for name, value in held.items() if not name.endswith("__")}
    return {name: value for name, value in numbers.items() if value is not None}


def _numbers(value: Any) -> np.ndarray[Any, Any] | None:
    """A value as an array of floats, if it is one."""
    if isinstance(value, bool | str | bytes) or callable(value):
        return None
    try:
        array = np.asarray(value, dtype=float)
    except (TypeError, ValueError):
        return None
    return array if array.ndim <= 2 and array.size <= _LARGEST else None
