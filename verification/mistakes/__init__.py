"""The mistakes that people make in linear regression by gradient descent, each once, as the formula that it computes.

A mistake's name is part of the interface: reports, graders and the documentation use it.
"""

from __future__ import annotations

from verification.mistakes.code import CODE
from verification.mistakes.cost import COST
from verification.mistakes.descent import DESCENT
from verification.mistakes.entry import Mistake
from verification.mistakes.gradient import GRADIENT
from verification.mistakes.model import MODEL
from verification.mistakes.regulariser import REGULARISER

ROOMS = {"gradient": (*GRADIENT, *REGULARISER), "cost": COST, "descent": DESCENT, "model": MODEL, "code": CODE}
CATALOGUE: dict[str, Mistake] = {mistake.id: mistake for room in ROOMS.values() for mistake in room}

__all__ = ["CATALOGUE", "ROOMS", "Mistake"]
