"""What a penalty does: the λ-term of the cost, of the gradient and of the steps, by asking with λ and without."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from verification import smallest
from verification.accounts import Account, agrees
from verification.asking import Asked
from verification.implementation import Implementation
from verification.mistakes.entry import Penalty, Seen
from verification.mistakes.regulariser import REGULARISER, RIGHT
from verification.paths import Path, Trace, follows
from verification.problem import Array, Problem
from verification.smallest import Answer, Example, Question

WEIGHT = 3.0
"""The λ that is asked for: none of 1, 2 and the numbers of samples."""
SIZE = 9
"""The m at which scales are compared: no two of them are equal there."""
UNLIKE = "The λ-term of your gradient is not the derivative of the λ-term of your cost."
NEAR = 2.0**-10
COARSE = 2.0**-12
"""How far apart the points of a difference quotient are, and what of it is rounding."""
NONE = Penalty("nothing", lambda weight, m: 0.0)
ON_INTERCEPT, MISSCALED = REGULARISER
EVERY = (*RIGHT, *ON_INTERCEPT.penalties, *MISSCALED.penalties, NONE)


@dataclass(frozen=True)
class Found:
    """A mistake in the penalty: its id, what is added and what should be, and in which part."""

    id: str
    part: str
    added: Penalty
    meant: Penalty


def in_cost(code: Implementation, problems: Sequence[Problem]) -> Penalty | None:
    """The penalty s‖w‖²/2 of the cost, by its derivative."""
    assert code.regularised is not None
    plain, weighted = (Asked().costs(one, problems) for one in (code, code.regularised(WEIGHT)))
    added = [(p, with_it - without) for (p, without), (_, with_it) in zip(plain, weighted, strict=False)]

    def fits(penalty: Penalty) -> bool:
        return all(agrees(penalty.added(p.theta, WEIGHT, p.m) @ p.theta / 2, J) for p, J in added)

    return next(filter(fits, EVERY), None) if added else None


def in_gradient(code: Implementation, problems: Sequence[Problem]) -> Penalty | None:
    """The λ-term of the gradient."""
    assert code.regularised is not None
    plain, weighted = (Asked().gradients(one, problems) for one in (code, code.regularised(WEIGHT)))
    added: Seen = [(p, with_it - without) for (p, without), (_, with_it) in zip(plain, weighted, strict=False)]

    def fits(penalty: Penalty) -> bool:
        return all(agrees(penalty.added(p.theta, WEIGHT, p.m), g) for p, g in added)

    return next(filter(fits, EVERY), None) if added else None


def belongs(code: Implementation, problems: Sequence[Problem]) -> bool:
    """Whether the λ-term of the gradient is the derivative of that of the cost, by difference quotients of this.

    Central ones are exact for λ‖w‖², and for λ‖w‖₁ where no weight changes its sign.
    """
    assert code.regularised is not None
    plain, weighted = code.regularised(0.0), code.regularised(WEIGHT)

    def term(part: str, p: Problem) -> Array:
        return np.asarray(answer(weighted, part, p) - answer(plain, part, p))

    return all(has_slope(term, p) for p in problems)


def is_derivative(code: Implementation, problems: Sequence[Problem]) -> bool:
    """Whether the gradient is the derivative of the cost, whatever cost that is."""
    return all(has_slope(partial(answer, code), p) for p in problems)


def answer(code: Implementation, part: str, p: Problem) -> Array:
    """What a part of the code answers, as floats."""
    return np.asarray(getattr(code, part)(p.theta, p.X, p.y), dtype=float)


def has_slope(term: Callable[[str, Problem], Array], p: Problem) -> bool:
    """Whether term("gradient") is the derivative of term("cost"), by central difference quotients."""

    def slope(j: int) -> float:
        h = NEAR * np.eye(len(p.theta))[j]
        up, down = (term("cost", replace(p, theta=p.theta + way)) for way in (h, -h))
        return float((up - down) / (2 * NEAR))

    slopes = [slope(j) for j in range(len(p.theta))]
    return bool(np.allclose(term("gradient", p), slopes, rtol=COARSE, atol=COARSE))


def in_steps(path: Path, traces: Sequence[Trace]) -> Penalty | None:
    """The λ-term with which these steps were taken, the rest being as on the path."""
    return next((penalty for penalty in EVERY if follows(penalised(path, penalty), traces)), None)


def penalised(path: Path, penalty: Penalty) -> Path:
    """The same path with a penalty in its gradient."""
    return replace(path, gradient=added_to(path.gradient, penalty))


def added_to(account: Account, penalty: Penalty) -> Account:
    """The same account of a gradient with a penalty in it."""

    def answer(theta: Array, X: Array, y: Array) -> Array:
        return np.asarray(account.answer(theta, X, y)) + penalty.added(theta, WEIGHT, len(y))

    return replace(account, answer=answer)


def judge(
    part: str, found: Penalty | None, of_cost: Penalty | None, own_intercept: bool, factor: float = 1.0
) -> Iterable[Found]:
    """What is wrong with a λ-term, given that of the cost; own_intercept: θ₀ is known to be one.

    factor: by what all the rest of this part is too large at m = 9. A penalty that shares it has no fault of its own.
    """
    if found is None:
        return
    if found.intercept and not found.summed and (own_intercept or (of_cost is not None and not of_cost.intercept)):
        yield Found(ON_INTERCEPT.id, part, found, next(p for p in RIGHT if p.scale is found.scale))
    meant = [p.scale(WEIGHT, SIZE) for p in RIGHT]
    meant = [scale for scale in meant if of_cost is None or scale == of_cost.scale(WEIGHT, SIZE)]
    right = not found.summed and any(
        agrees(found.scale(WEIGHT, SIZE), times * scale) for scale in meant for times in (1, factor)
    )
    if part != "cost" and not right and not silent(found, of_cost):
        yield Found(MISSCALED.id, part, found, of_cost or RIGHT[0])


def example(wrong: Found, answer: Callable[[Penalty], Answer], plain: Question) -> Example | None:
    """The smallest example on which this penalty differs from the one that was meant and from every other.

    answer: what code with some penalty answers. plain: the question without any, with the code's own answers.
    """
    others = [answer(penalty) for penalty in EVERY if penalty is not wrong.added]
    asked = replace(
        plain,
        yours=answer(wrong.added),
        right=answer(wrong.meant),
        rivals=[*plain.rivals, *others],
        main=[*plain.main, *others],
    )
    found = smallest.search(asked) or smallest.search_among_fewer(asked)
    return found and replace(found, penalty=WEIGHT)


def silent(found: Penalty, of_cost: Penalty | None) -> bool:
    """Whether there is no penalty at all."""
    return found is NONE and of_cost in (None, NONE)
