"""Which multiple of ‖r‖² somebody minimises: the factor c(m) ∈ {1/2m, 1/m, 1/2, 1}, a choice and never a mistake.

A ratio to J that is the same at every point, for every coordinate and for every m as one of the four says, is a
convention; one that varies is a fault. The probes have different m, all above 2: at m = 2, "no 1/m" and "no ½" agree.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from typing import Any

import numpy as np

from verification import rounding
from verification.implementation import Implementation, Unanswered
from verification.oracles import exact
from verification.problem import Array, Problem


class Convention(Enum):
    """What stands in front of ‖Xθ − y‖²."""

    HALF_MEAN = "1/2m"
    MEAN = "1/m"
    HALF_SUM = "1/2"
    SUM = "1"

    def times(self, m: int) -> int:
        """c(m)‖r‖² / J: by how much this cost, its gradient and its Hessian exceed those of J = ‖r‖²/2m."""
        return {"1/2m": 1, "1/m": 2, "1/2": m, "1": 2 * m}[self.value]

    @property
    def averaged(self) -> bool:
        """Whether 1/m stands in front."""
        return self.value.endswith("m")

    @property
    def numerator(self) -> int:
        """1 with the ½, 2 without it: what is left of the 2 in the derivative of r²."""
        return 1 if "2" in self.value else 2

    @property
    def cost(self) -> str:
        """J as it is written."""
        return {"1/2m": "‖r‖²/2m", "1/m": "‖r‖²/m", "1/2": "‖r‖²/2", "1": "‖r‖²"}[self.value]

    @property
    def gradient(self) -> str:
        """∇J as it is written."""
        return {"1/2m": "Xᵀr/m", "1/m": "2Xᵀr/m", "1/2": "Xᵀr", "1": "2Xᵀr"}[self.value]

    def gradient_scale(self, m: int) -> float:
        """2c(m), which stands before Xᵀr in ∇J."""
        return self.times(m) / m

    def cost_scale(self, m: int) -> float:
        """c(m), which stands before ‖r‖² in J."""
        return self.gradient_scale(m) / 2


@dataclass(frozen=True)
class Conventions:
    """What each part of an implementation was found to follow; None where it follows none, or there is no such part."""

    cost: Convention | None = None
    gradient: Convention | None = None
    descend: Convention | None = None

    @property
    def chosen(self) -> Convention:
        """The J that every law is about: that of the cost, else of the gradient, else of descent, else 1/2m."""
        return self.cost or self.gradient or self.descend or Convention.HALF_MEAN

    @property
    def consistent(self) -> bool:
        """Whether the parts that follow a convention follow the same one."""
        return len({self.cost, self.gradient, self.descend} - {None}) <= 1


def find(code: Implementation, probes: Iterable[Problem]) -> Conventions:
    """The convention of each part, asked at the probes; see `verification.probes` for such problems."""
    probes = list(probes)
    return Conventions(
        cost=_of(code.cost and _cost(code.cost), probes),
        gradient=_of(code.gradient and _gradient(code.gradient), probes),
        descend=_of(code.descend and _slope(code.descend), probes),
    )


Answer = tuple[Array, Array, Array]  # what was answered, the truth for J, and how far single precision may take it
Question = Callable[[Problem], Answer]


def _of(question: Question | None, probes: list[Problem]) -> Convention | None:
    if question is None:
        return None
    try:
        answers = [(question(p), p.m) for p in probes]
    except (Unanswered, rounding.Unbounded):
        return None
    fitting = [c for c in Convention if all(_fits(answer, c.times(m)) for answer, m in answers)]
    return fitting[0] if len(fitting) == 1 else None


def _fits(answer: Answer, times: int) -> bool:
    got, truth, slack = answer
    if got.shape != truth.shape or not np.isfinite(got.astype(np.float64)).all():
        return False
    error = abs(exact.rational(got) - times * truth)
    return bool(np.all(error <= times * exact.rational(slack)))


def _cost(ask: Callable[[Array, Array, Array], float]) -> Question:
    def question(p: Problem) -> Answer:
        truth = np.array([exact.cost(p.theta, p.X, p.y)], dtype=object)
        slack = rounding.cost(p.theta, p.X, p.y, rounding.SINGLE)
        return _real(np.asarray(ask(*copies(p))).reshape(-1)), truth, np.array([slack])

    return question


def _gradient(ask: Callable[[Array, Array, Array], Array]) -> Question:
    def question(p: Problem) -> Answer:
        truth = exact.gradient(p.theta, p.X, p.y)
        return _real(ask(*copies(p))), truth, rounding.gradient(p.theta, p.X, p.y, rounding.SINGLE)

    return question


def _slope(ask: Callable[[Array, Array, Array, float, int], Array]) -> Question:
    """(θ₀ − θ₁) / α, at an α small enough for the largest of the conventions to stay near."""

    def question(p: Problem) -> Answer:
        alpha = p.lr / (2 * p.m)
        path = exact.descend(p.theta, p.X, p.y, Fraction(alpha) * 2 * p.m, 1)
        slack = rounding.descent(path, p.X, p.y, alpha * 2 * p.m, rounding.SINGLE)[1]
        after = _real(ask(*copies(p), alpha, 1))
        if after.shape != p.theta.shape:
            raise Unanswered("shape", f"descent returned shape {after.shape}; expected {p.theta.shape}")
        step = exact.rational(p.theta) - exact.rational(after) if np.isfinite(after).all() else after
        return step / Fraction(alpha), exact.gradient(p.theta, p.X, p.y), slack / alpha

    return question


def _real(answer: Any) -> Array:
    values: Array = np.asarray(answer)
    if values.dtype.kind not in "fiub":
        raise Unanswered("type", f"it returned {values.dtype}; expected real numbers")
    return values


def copies(problem: Problem) -> tuple[Any, Any, Any]:
    """θ, X and y to give away: whoever changes them changes a copy."""
    return problem.theta.copy(), problem.X.copy(), problem.y.copy()
