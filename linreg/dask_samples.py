"""Samples spread over a cluster: Dask arrays and data frames, measured where they are and added up in a tree.

Each partition is measured by a task of its own and nothing but sums travels. A task depends on its partition alone and
the tree on the number of partitions, so that a worker that dies, or another number of workers, changes no bit of the
result. Nothing here imports Dask before it is given something of Dask's.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from linreg.affine import Array
from linreg.arrays import as_matrix, as_targets
from linreg.faults import Fault, InputError
from linreg.samples import Measure, NotFinite, Samples, T
from linreg.scoring import errors


def is_dask(X: Any) -> bool:
    """Whether X is an array or a frame of Dask's."""
    return hasattr(X, "__dask_graph__") and hasattr(X, "to_delayed")


def dask_names(X: Any) -> list[str] | None:
    """The names of the columns, where X is a frame."""
    return [str(name) for name in X.columns] if hasattr(X, "columns") else None


class InPartition(Exception):
    """What went wrong in a partition, and in which."""

    def __init__(self, number: int, fault: Exception) -> None:
        super().__init__(number, fault)
        self.number, self.fault = number, fault


@dataclass(eq=False)
class DaskSamples(Samples):
    """X (m, d) and y (m,), both of Dask, cut alike along the rows."""

    X: Any
    y: Any

    def __post_init__(self) -> None:
        self.names = dask_names(self.X)
        if not is_dask(self.y):
            raise InputError(
                f"X is of Dask and y is a {type(self.y).__name__}",
                "both of Dask, cut alike",
                "Take y from the same collection, or dask.array.from_array(y, chunks=X.chunks[0]).",
            )
        self._parts = list(zip(*_aligned(self.X, self.y), strict=True))

    def total(self, measure: Measure[T]) -> T:
        """measure(X, y) of each partition on its worker; the sums are added in pairs, pairs of pairs, and so on."""
        from dask.delayed import delayed

        run, add = delayed(_measured, pure=False), delayed(_added, pure=False)
        level = [run(measure, X, y, number) for number, (X, y) in enumerate(self._parts)]
        while len(level) > 1:
            pairs = [add(*level[i : i + 2]) for i in range(0, len(level) - 1, 2)]
            level = pairs + level[len(pairs) * 2 :]
        result = self._computed(level[0])
        if result is None:
            raise InputError("X has no rows in any partition", "at least one sample", "Look at how it was selected.")
        return result  # type: ignore[no-any-return]

    def _computed(self, task: Any) -> Any:
        try:
            return task.compute()
        except InPartition as found:
            raise self._explained(found.number, found.fault) from None
        except Fault:
            raise
        except Exception as error:
            raise self._located(error) from error

    def _explained(self, number: int, fault: Exception) -> Exception:
        start = sum(_count(X) for X, _ in self._parts[:number])
        if isinstance(fault, NotFinite):
            return fault.located(start, self.names)
        if isinstance(fault, Fault):
            place = f"partition {number}, which begins with row {start} of the whole"
            return type(fault)(f"{place}: {fault.observed}", fault.expected, fault.remedy)
        return fault

    def _located(self, error: Exception) -> InputError:
        """A partition that cannot be computed at all, named by trying each."""
        number = next((i for i, part in enumerate(self._parts) if not _computes(part)), None)
        where = "the partitions" if number is None else f"partition {number}"
        return InputError(
            f"{where} cannot be computed: {type(error).__name__}: {str(error).splitlines()[0] if str(error) else ''}",
            "partitions that can be computed",
            f"See what it says by itself: X.{_access(self.X, number or 0)}.compute().",
        )


def dask_predictions(predict: Callable[[Array], Array], X: Any) -> Any:
    """ŷ as a Dask array, computed where and when it is needed."""
    rows = X.to_dask_array() if hasattr(X, "columns") else X.rechunk({1: -1})
    return rows.map_blocks(predict, drop_axis=1, dtype=np.float64, meta=np.empty(0))


def r_squared(predicted: Any, y: Any) -> float:
    """R² = 1 − Σ(y − ŷ)²/Σ(y − ȳ)², from one pass."""
    return DaskSamples(predicted.reshape(-1, 1), y).total(errors).r2


def _aligned(X: Any, y: Any) -> tuple[list[Any], list[Any]]:
    """The partitions of X and y; arrays of known lengths are cut alike."""
    if not hasattr(X, "columns"):
        if X.ndim != 2:
            raise InputError(
                f"X has shape {X.shape}", "two dimensions", "Reshape it: X.reshape(-1, 1) for one feature."
            )
        X = X.rechunk({1: -1})
        if not hasattr(y, "columns") and not np.isnan([*X.shape, *y.shape]).any() and len(X) == len(y):
            y = y.rechunk({0: X.chunks[0]} | ({1: -1} if y.ndim == 2 else {}))
    parts, targets = (list(np.ravel(np.array(each.to_delayed(), dtype=object))) for each in (X, y))
    if len(parts) != len(targets):
        raise InputError(
            f"X has {len(parts)} partitions and y has {len(targets)}", "both cut alike", "Repartition y like X."
        )
    return parts, targets


def _measured(measure: Measure[T], X: Any, y: Any, number: int) -> T | None:
    """measure(X, y), by a copy of the measure: threads share it, and the result is to depend on the partition alone."""
    if not len(X) and not len(y):
        return None
    try:
        values, _ = as_matrix(X)
        return copy.copy(measure)(values, as_targets(y, len(values)))
    except (Fault, NotFinite) as fault:
        raise InPartition(number, fault) from None


def _added(a: T | None, b: T | None) -> T | None:
    return a if b is None else b if a is None else a + b


def _count(part: Any) -> int:
    from dask.delayed import delayed

    return int(delayed(len)(part).compute())


def _computes(part: tuple[Any, Any]) -> bool:
    try:
        for each in part:
            _count(each)
    except Exception:
        return False
    return True


def _access(X: Any, number: int) -> str:
    return f"partitions[{number}]" if hasattr(X, "columns") else f"blocks[{number}]"
