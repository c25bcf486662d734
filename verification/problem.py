"""A problem: the numbers at which an implementation is asked for its cost, its gradient or its steps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy.typing as npt

Array = npt.NDArray[Any]


@dataclass(frozen=True, eq=False)
class Problem:
    """θ (n,), the design matrix X (m, n), targets y (m,), and the learning rate α of descent.

    X is what multiplies θ: where a model has an intercept, X begins with the column of ones and θ₀ is the intercept.
    """

    theta: Array
    X: Array
    y: Array
    lr: float = 0.25

    @property
    def m(self) -> int:
        """The number of samples."""
        return len(self.y)
