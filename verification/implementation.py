"""Someone's linear regression, as the questions that can be put to it.

Every question is asked in one notation: θ (n,), the design matrix X (m, n), y (m,). Whoever binds a stranger's function
to a question translates: splits the intercept off, turns y into a column, reorders what comes back. The oracles, the
laws and the diagnosis see only this, so an in-process function and a submission in a process of its own look alike.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from verification.problem import Array, Problem


class Model(Protocol):
    """An estimator object: built with its settings, fitted, then asked."""

    def fit(self, X: Array, y: Array) -> None:
        """Fit, or fit again, on X (m, n) and y (m,), with every source of randomness seeded alike beforehand."""

    def predict(self, X: Array) -> Array:
        """ŷ (m,) for X (m, n)."""

    def theta(self) -> Array | None:
        """The fitted θ (n,) in the units of the data, or None where the object does not show it."""

    def history(self) -> Array | None:
        """The recorded losses, or None where the object records none."""


@dataclass(frozen=True, kw_only=True)
class Implementation:
    """What can be asked; None where the code has no such part.

    intercept: the code has an intercept of its own or expects the column of ones, so X[:, 0] must be ones.
    features: how many the code takes; None if any number. problems: those it runs on, if it can be given no others.
    cost(θ, X, y) → J; gradient(θ, X, y) → (n,); descend(θ₀, X, y, α, k) → θₖ; model(α, k) → an unfitted `Model` that
    takes k steps from a start of its own. history(θ₀, X, y, α, k) → the losses that `descend` returns beside θₖ, of any
    length, or None where they are no numbers. logged(θ₀, X, y, α, k) → the losses that descent, or the fit from a start
    of its own, computes on its way, returned or not. regularised(λ): the same code with this λ; otherwise λ is 0.
    remembering(β): the same code with this momentum; otherwise it is 0.
    """

    name: str
    intercept: bool = False
    features: int | None = None
    problems: tuple[Problem, ...] = ()
    cost: Callable[[Array, Array, Array], float] | None = None
    gradient: Callable[[Array, Array, Array], Array] | None = None
    descend: Callable[[Array, Array, Array, float, int], Array] | None = None
    model: Callable[[float, int], Model] | None = None
    history: Callable[[Array, Array, Array, float, int], Array | None] | None = None
    logged: Callable[[Array, Array, Array, float, int], Array | None] | None = None
    regularised: Callable[[float], Implementation] | None = None
    remembering: Callable[[float], Implementation] | None = None


class Unanswered(Exception):
    """The code gave no usable answer: it raised, hung, flooded, or returned what is no array of finite numbers.

    kind: a short name, the same in every report ("raised", "timeout", "non-finite", …).
    what: one sentence for a reader.
    line: where in the submission, if that is known. error: the type of the exception, if one was raised.
    """

    def __init__(self, kind: str, what: str, *, line: int | None = None, error: str = "") -> None:
        super().__init__(what)
        self.kind, self.what, self.line, self.error = kind, what, line, error
