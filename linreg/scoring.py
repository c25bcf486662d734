"""How far predictions are from their targets: sums that are added up block by block, wherever the samples are."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from linreg.affine import Array
from linreg.moments import Collector, Moments


@dataclass(frozen=True)
class Errors:
    """Σ(y − ŷ)² and the moments of y."""

    squares: float
    targets: Moments

    def __add__(self, other: Errors) -> Errors:
        return Errors(self.squares + other.squares, self.targets + other.targets)

    @property
    def r2(self) -> float:
        """R² = 1 − Σ(y − ŷ)²/Σ(y − ȳ)²; where y does not vary, 1 for predictions without an error and 0 for others."""
        spread = self.targets.spread(intercept=True)
        return 1 - self.squares / spread if spread else float(self.squares == 0)


def errors(predicted: Array, y: Array) -> Errors:
    """The measure of the errors of predictions (m,), or (m, 1), for targets y (m,)."""
    squares = np.sum((y - predicted.reshape(len(y))) ** 2)
    return Errors(float(squares), Collector(intercept=True)(np.empty((len(y), 0)), y))
