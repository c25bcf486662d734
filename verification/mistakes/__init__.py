"""The mistakes that people make in linear regression by gradient descent, each once, as the formula that it computes.

A mistake's name is part of the interface: reports, graders and the documentation use it.
"""

from __future__ import annotations

from verification.mistakes.cost import COST
from verification.mistakes.descent import DESCENT
from verification.mistakes.entry import Mistake
from verification.mistakes.gradient import GRADIENT

CATALOGUE: dict[str, Mistake] = {mistake.id: mistake for mistake in (*GRADIENT, *COST, *DESCENT)}

__all__ = ["CATALOGUE", "Mistake"]
