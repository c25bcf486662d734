"""What the catalogue says of one mistake: its name, the formulas that it computes, and the words for the learner."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

import numpy as np

from verification.convention import Convention
from verification.mistakes.working import Change
from verification.problem import Array, Problem

Seen = Sequence[tuple[Problem, Array]]


class GradientAt(Protocol):
    """What the code takes for ∇J(θ), over all samples or over some of them."""

    def __call__(self, theta: Array, kept: slice = slice(None), /) -> Array:
        """θ (n,) → (n,)."""


Scheme = Callable[[GradientAt, Array, float, int, int], Array]
"""(gradient, θ₀, α, k, m) → the θ at which k steps end on m samples."""


@dataclass(frozen=True)
class Form:
    """One way in which a mistake is written, as a change to the right working.

    averaged, numerator: the costs for which the form makes sense, as in `Convention`; None for any.
    whole: the form is about one part of θ already; otherwise it may also concern the weights or the intercept alone.
    intercept: the form speaks of θ₀, so X must begin with the column of ones.
    wide: the form speaks of several features; with one feature it is another mistake, or none.
    columns: "d" or "n" where the form counts the columns of X without or with that of ones; code sees but one of them.
    """

    formula: str
    change: Change
    averaged: bool | None = None
    numerator: int | None = None
    whole: bool = False
    intercept: bool = False
    wide: bool = False
    columns: str = ""

    def suits(self, convention: Convention) -> bool:
        """Whether the form makes sense for this cost."""
        return self.averaged in (None, convention.averaged) and self.numerator in (None, convention.numerator)


Fit = Callable[[Convention, Seen], Iterable[Form]]
"""A mistake with a constant of its own: the forms that it can have, the constant fitted to what was seen."""


@dataclass(frozen=True)
class Descent:
    """One way in which a mistake is written in the loop of descent. per_sample: it takes m steps for one."""

    formula: str
    scheme: Scheme
    per_sample: bool = False


@dataclass(frozen=True)
class Penalty:
    """What a regulariser adds to the gradient: `scale(λ, m)`·θ, of the weights alone or of the intercept as well.

    summed: every weight gets the sum of all entries that count, and "all" also the intercept.
    """

    formula: str
    scale: Callable[[float, int], float]
    intercept: bool = False
    summed: Literal["", "weights", "all"] = ""

    def added(self, theta: Array, weight: float, m: int) -> Array:
        """The term in ∇J for λ = weight."""
        term = self.scale(weight, m) * theta
        term = term if self.intercept else np.append(0, term[1:])
        if not self.summed:
            return term
        spread = np.full_like(term, np.sum(term))
        return spread if self.summed == "all" else np.append(0, spread[1:])


@dataclass(frozen=True, kw_only=True)
class Mistake:
    """A mistake that people make, once, as the formula that it computes.

    id: its name in every report. heading, symptom, cause, mend, hint: for the learner; the hint gives nothing away.
    evidence: one sentence of what was observed. calls: the sequence of calls that shows it, where no formula does.
    gradient, cost, descent: the forms that it takes in ∇J, in J and in the loop.
    fit, fit_cost, fixed_rate: those with a constant of their own, fitted to what was seen.
    """

    id: str
    heading: str
    symptom: str
    cause: str
    mend: str
    hint: str
    evidence: str
    gradient: tuple[Form, ...] = ()
    cost: tuple[Form, ...] = ()
    fit: tuple[Fit, ...] = ()
    fit_cost: tuple[Fit, ...] = ()
    descent: tuple[Descent, ...] = ()
    fixed_rate: Callable[[float], Descent] | None = None
    penalties: tuple[Penalty, ...] = ()
    calls: str = ""
