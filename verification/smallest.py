"""The smallest example that gives a mistake away: yours differs there from the right answer and from every rival's.

At most 3 rows and 2 features, whole numbers up to 9, in order of size: rows, features, the largest number. A shape in
which some rival always answers the same (m = 1 for a lost 1/m) is passed over; one with too many numbers to try them
all is entered from a problem of large numbers, made smaller one by one. Where whole numbers cannot show it (decimals
cut off) the same search runs over halves. A rival with a constant of its own takes part with the constant that it needs
on the problems with m ≥ 5, so it cannot adapt itself to the example.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, product
from typing import Any

import numpy as np

from verification.accounts import Account, agrees, cost_forms, fitted_costs, gradient_accounts, kind_of
from verification.accounts import account as of
from verification.mistakes.entry import Seen
from verification.mistakes.working import Working
from verification.paths import RIGHT, Path, Trace, single_paths
from verification.problem import Array, Problem

SHAPES = ((1, 1), (1, 2), (2, 1), (2, 2), (3, 1), (3, 2))
TRIED = 1500
"""Candidates of one shape before the search starts from large numbers instead."""
Answer = Callable[[Problem], Any]


@dataclass(frozen=True)
class Example:
    """The numbers, what the code answers and what is right; k and the learning rate where steps are asked for."""

    problem: Problem
    yours: Any
    right: Any
    k: int = 0


@dataclass(frozen=True)
class Question:
    """What is searched for: one answer that differs from all others, on problems of one kind, confirmed by the code."""

    yours: Answer
    right: Answer
    rivals: Sequence[Answer]
    ones: bool
    wide: bool
    confirm: Answer
    start: float | None = None  # the θ with which the code itself starts, where it is not asked for
    lr: float = 1.0


def search(question: Question) -> Example | None:
    """The smallest example, in whole numbers if there is one."""
    rivals = [question.right, *question.rivals]
    for unit in (1.0, 0.5):
        for shape in SHAPES if question.wide else SHAPES[::2]:
            found = of_shape(question, rivals, shape, unit)
            if found is not None:
                yours, right = answered(question.confirm, found), answered(question.right, found)
                return Example(found, yours, right) if agrees(answered(question.yours, found), yours) else None
    return None


def of_shape(question: Question, rivals: list[Answer], shape: tuple[int, int], unit: float) -> Problem | None:
    """The smallest example of this shape."""
    size = free_numbers(question, shape)
    rng = np.random.default_rng(size)
    generic = [rng.integers(1, 10, size) for _ in range(8)]

    def tells(numbers: Sequence[int] | Array) -> bool:
        return tells_apart(question, rivals, problem_of(np.asarray(numbers) * unit, shape, question))

    telling = [numbers for numbers in generic if tells(numbers)]
    if not telling:
        return None
    small = next((numbers for numbers in islice(candidates(size), TRIED) if tells(numbers)), None)
    return problem_of(np.array(small or shrunk(telling[0], tells)) * unit, shape, question)


def shrunk(numbers: Array, tells: Callable[[Array], bool]) -> list[int]:
    """Each number as small as it can be, given the others."""
    for _ in range(2):
        for index in range(len(numbers)):
            for smaller in range(int(numbers[index])):
                trial = numbers.copy()
                trial[index] = smaller
                if tells(trial):
                    numbers = trial
                    break
    return [int(number) for number in numbers]


def tells_apart(question: Question, rivals: list[Answer], problem: Problem) -> bool:
    """Whether no rival answers the same; the one that does is asked first next time."""
    yours = answered(question.yours, problem)
    if yours is None or not np.isfinite(yours).all():
        return False
    for index, rival in enumerate(rivals):
        if agrees(yours, answered(rival, problem)):
            rivals.insert(0, rivals.pop(index))
            return False
    return True


def answered(answer: Answer, problem: Problem) -> Any:
    """The answer, or nan where there is none."""
    try:
        with np.errstate(all="ignore"):
            return answer(problem)
    except (ValueError, TypeError, IndexError):
        return np.nan


def free_numbers(question: Question, shape: tuple[int, int]) -> int:
    """How many numbers a problem of this shape has."""
    m, d = shape
    return m * d + m + (d + question.ones if question.start is None else 0)


def candidates(size: int) -> Iterator[tuple[int, ...]]:
    """Every choice of so many numbers, by the largest of them."""
    for largest in range(1, 10):
        yield from (numbers for numbers in product(range(largest + 1), repeat=size) if max(numbers) == largest)


def problem_of(numbers: Array, shape: tuple[int, int], question: Question) -> Problem:
    """The numbers as X, y and θ. A code that starts at 0 sees every target below its prediction as −y."""
    (m, d), ones = shape, question.ones
    features, y, theta = np.split(numbers, [m * d, m * d + m])
    X = features.reshape(m, d)
    X = np.hstack([np.ones((m, 1)), X]) if ones else X
    if question.start is not None:
        theta, y = np.full(d + ones, question.start), y * np.where(np.arange(m) % 2, 1, -1)
    return Problem(theta, X, y, question.lr)


# ---- rivals --------------------------------------------------------------------------------------------------------


def large(seen: Seen) -> Seen:
    """The problems to which a rival's constant is fitted."""
    return [(p, answer) for p, answer in seen if p.m >= 5]


def gradient_rivals(account: Account, seen: Seen) -> list[Answer]:
    """Every other mistake in a gradient of the same cost."""
    stages = gradient_accounts(account.convention, large(seen))
    singles = [next(stages), next(stages)][1]
    return [asking(a) for a in singles if a.ids != account.ids]


def cost_rivals(account: Account, seen: Seen) -> list[Answer]:
    """Every other mistake in a cost of the same convention."""
    c = account.convention
    forms = (*cost_forms(c, kind_of(seen)), *fitted_costs(c, large(seen)))
    wrong = [of((name,), form.formula, c, form.change(Working.right(c)).cost) for name, form in forms]
    return [asking(a) for a in wrong if a.ids != account.ids]


def asking(account: Account) -> Answer:
    """An account's answer to a problem."""
    return lambda p: account.answer(p.theta, p.X, p.y)


def path_rivals(path: Path, traces: Sequence[Trace], k: int) -> list[Answer]:
    """Every other mistake in the loop or the gradient."""
    late = [trace for trace in traces if trace.problem.m >= 5]
    others = single_paths(late, path.gradient.convention, None)
    return [ending(other, k) for other in others if other.ids != path.ids]


def ending(path: Path, k: int) -> Answer:
    """Where k steps from a problem's θ end."""
    return lambda p: path.end(p, k)


def right_path(path: Path) -> Path:
    """The same descent without a mistake."""
    c = path.gradient.convention
    return Path((), of((), "{right}", c, Working.right(c).gradient), RIGHT)
