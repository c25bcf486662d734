"""How a cost and its gradient are worked out, step by step, so that a mistake can replace one of the steps.

    read → predict → residual → product → scale → finish        ∇J = scale · Xᵀr
    read → predict → residual → square  → weigh → report        J  = weigh · ‖r‖²

Two mistakes in one file are two replacements, one after the other.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from verification.convention import Convention
from verification.problem import Array


@dataclass(frozen=True)
class Working:
    """The steps of the right computation; `but` replaces some of them.

    read(θ, X, y) → (θ, X, y) as they are used; predict(θ, X) → ŷ; residual(ŷ, y) → r;
    product(r, θ, X) → Xᵀr; scale(m, n) → what multiplies it; finish(g) → what is returned for ∇J;
    square(r) → ‖r‖²; weigh(m, n) → what multiplies it; report(J) → what is returned for J.
    m counts the samples that are given, whichever of them are read.
    """

    scale: Callable[[int, int], Any]
    weigh: Callable[[int, int], float]
    read: Callable[[Array, Array, Array], tuple[Array, Array, Array]] = lambda theta, X, y: (theta, X, y)
    predict: Callable[[Array, Array], Array] = lambda theta, X: X @ theta
    residual: Callable[[Array, Array], Array] = lambda predicted, y: predicted - y
    product: Callable[[Array, Array, Array], Array] = lambda r, theta, X: X.T @ r
    finish: Callable[[Array], Array] = lambda g: g
    square: Callable[[Array], float] = lambda r: float(np.sum(r * r))
    report: Callable[[float], float] = lambda J: J

    @classmethod
    def right(cls, convention: Convention) -> Working:
        """The computation without a mistake: J = c‖r‖² and ∇J = 2cXᵀr."""
        two_c, averaged = convention.numerator, convention.averaged
        return cls(lambda m, n: two_c / (m if averaged else 1), lambda m, n: two_c / (2 * m if averaged else 2))

    def but(self, **steps: Any) -> Working:
        """The same with these steps replaced."""
        return replace(self, **steps)

    def gradient(self, theta: Array, X: Array, y: Array) -> Array:
        """What the code returns for ∇J(θ): (n,)."""
        m, n = X.shape
        theta, X, y = self.read(theta, X, y)
        r = self.residual(self.predict(theta, X), y)
        return self.finish(self.scale(m, n) * self.product(r, theta, X))

    def cost(self, theta: Array, X: Array, y: Array) -> float:
        """What the code returns for J(θ)."""
        m, n = X.shape
        theta, X, y = self.read(theta, X, y)
        return self.report(self.weigh(m, n) * self.square(self.residual(self.predict(theta, X), y)))


Change = Callable[[Working], Working]


def both(first: Change, second: Change) -> Change:
    """Two mistakes in one working."""
    return lambda working: second(first(working))
