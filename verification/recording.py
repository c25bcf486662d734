"""Whether a promised history of the losses is recorded: it grows with the steps, and no entry was left at 0."""

from __future__ import annotations

from collections.abc import Callable

from verification.problem import Array

FEW, MANY, MORE = 3, 300, 3000
"""Numbers of steps; whoever records one loss in a thousand records the first and is asked again."""
Losses = Callable[[int], Array | None]
"""k → the history after k steps; None where there is none."""


def missing(losses: Losses) -> str:
    """What a history lacks, in a sentence; "" if nothing."""
    few = losses(FEW)
    if few is None:
        return ""
    if few.size and (few[-1] == 0 or (few.size >= FEW and not few[:-1].any())):
        where = "every entry" if not few.any() else "the last entry" if few[:-1].any() else "every entry but one"
        return f"After {FEW} steps {where} of your history is 0, and no loss is."
    many = losses(MANY)
    if many is None or grows(few, many) or grows(few, losses(MORE)):
        return ""
    return f"After {MANY} steps your history has {entries(many.size)}, after {FEW} it has {few.size}."


def grows(few: Array, many: Array | None) -> bool:
    """Whether there is more after more steps."""
    return many is not None and many.size > 1 and many.size != few.size


def entries(count: int) -> str:
    """The number, in words where it is none or one."""
    return {0: "no entry", 1: "1 entry"}.get(count, f"{count} entries")
