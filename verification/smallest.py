"""The smallest example that gives a mistake away: yours differs there from the right answer and from every rival's.

At most 3 rows and 2 features, whole numbers up to 9, in order of size: rows, features, the largest number. A shape in
which some rival always answers the same (m = 1 for a lost 1/m) is passed over; one with too many numbers to try them
all is entered from a problem of large numbers, made smaller one by one. Where whole numbers cannot show it (decimals
cut off) the same search runs over halves. A rival with a constant of its own takes part with the constant that it needs
on the problems with m ≥ 5, so it cannot adapt itself to the example.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, product
from typing import Any

import numpy as np

from verification.accounts import (
    Account,
    agrees,
    cost_forms,
    fitted_costs,
    fitted_forms,
    gradient_forms,
    kind_of,
)
from verification.accounts import account as of
from verification.mistakes.entry import Form, Seen
from verification.mistakes.working import Working
from verification.paths import RIGHT, Path, Trace, single_paths
from verification.problem import Array, Problem

SHAPES = ((1, 1), (1, 2), (2, 1), (2, 2), (3, 1), (3, 2))
TRIED = 1500
"""Candidates of one shape before the search starts from large numbers instead."""
Answer = Callable[[Problem], Any]


@dataclass(frozen=True)
class Example:
    """The numbers, what the code answers and what is right; k and the learning rate where steps are asked for, and λ
    where the penalty is."""

    problem: Problem
    yours: Any
    right: Any
    k: int = 0
    penalty: float = 0.0


@dataclass(frozen=True)
class Question:
    """What is searched for: one answer that differs from all others, on problems of one kind, confirmed by the code."""

    yours: Answer
    right: Answer
    rivals: Sequence[Answer]
    main: Sequence[Answer]  # those of the rivals that are the first form of their mistake
    ones: bool
    wide: bool
    confirm: Answer
    start: float | None = None  # the θ with which the code itself starts, where it is not asked for
    lr: float = 2.0  # with 1 or ½ a single step may already minimise, which hides what comes after it


def search(question: Question) -> Example | None:
    """The smallest example, in whole numbers if there is one; confirmed by asking the code."""
    shapes = SHAPES if question.wide else SHAPES[::2]
    rivals = [question.right, *question.rivals]
    for unit, shape in product((1.0, 0.5), shapes):
        found = of_shape(question, rivals, shape, unit)
        if found is not None:
            return confirmed(question, found)
    return None


def search_among_fewer(question: Question) -> Example | None:
    """An example that tells the code from as many rivals as can be.

    Some cannot be told apart on so few samples and features: m − 1 is 1 for m = 2, and 2/(m − 1) is 1 for m = 3.
    """
    shapes = SHAPES if question.wide else SHAPES[::2]
    for shape in sorted(shapes, key=lambda shape: blocked(question, shape)):
        found = of_shape(question, [question.right, *distinct(question, shape)], shape, 1.0)
        if found is not None:
            return confirmed(question, found)
    return None


def confirmed(question: Question, problem: Problem) -> Example | None:
    """The example as the code itself answers it, or None if it answers something else."""
    yours, right = answered(question.confirm, problem), answered(question.right, problem)
    return Example(problem, yours, right) if agrees(answered(question.yours, problem), yours) else None


def of_shape(question: Question, rivals: list[Answer], shape: tuple[int, int], unit: float) -> Problem | None:
    """The smallest example of this shape."""

    def tells(numbers: Sequence[int] | Array) -> bool:
        return tells_apart(question, rivals, problem_of(np.asarray(numbers) * unit, shape, question))

    least = lowest(question, shape)
    telling = [numbers for numbers in generic(question, shape) if tells(numbers)]
    if not telling:
        return None
    small = next((numbers for numbers in islice(candidates(least), TRIED) if tells(numbers)), None)
    return problem_of(np.array(small or shrunk(telling[0], least, tells)) * unit, shape, question)


def distinct(question: Question, shape: tuple[int, int]) -> list[Answer]:
    """The rivals that this shape can tell from the code."""
    problems = [problem_of(numbers, shape, question) for numbers in generic(question, shape)]

    def same(rival: Answer) -> bool:
        return all(agrees(answered(question.yours, p), answered(rival, p)) for p in problems)

    return [rival for rival in question.rivals if not same(rival)]


def blocked(question: Question, shape: tuple[int, int]) -> tuple[bool, int]:
    """How bad it is to do without the rivals that this shape cannot tell from the code: worse if any is a main form."""
    lost = set(question.rivals) - set(distinct(question, shape))
    return bool(lost & set(question.main)), len(lost)


def generic(question: Question, shape: tuple[int, int]) -> list[Array]:
    """A few choices of numbers with nothing special about them, residuals of both signs; the same ones every time."""
    least = np.array(lowest(question, shape))
    rng = np.random.default_rng(len(least))
    large, small = rng.integers(1, 10, (8, len(least))), rng.integers(1, 4, (8, len(least)))
    return [*large, *np.where(least == 0, large, small)]


def shrunk(numbers: Array, least: Sequence[int], tells: Callable[[Array], bool]) -> list[int]:
    """Each number as small as it can be, given the others."""
    for _ in range(2):
        for index in range(len(numbers)):
            for smaller in range(least[index], int(numbers[index])):
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


def lowest(question: Question, shape: tuple[int, int]) -> tuple[int, ...]:
    """The smallest numbers of a problem of this shape: 1 for a feature or a parameter, 0 for a target."""
    m, d = shape
    return (1,) * (m * d) + (0,) * m + (1,) * (d + question.ones if question.start is None else 0)


def candidates(least: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Every choice of numbers that are at least so large, by the largest of them."""
    for largest in range(1, 10):
        ranges = (range(low, largest + 1) for low in least)
        yield from (numbers for numbers in product(*ranges) if max(numbers) == largest)


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


Rivals = tuple[list[Answer], list[Answer]]
"""All of them, and those that are the first form of their mistake."""


def gradient_rivals(account: Account, seen: Seen, columns: str) -> Rivals:
    """Every other mistake in a gradient of the same cost; columns: "d" or "n", what the code sees of X."""
    c = account.convention
    forms = (*gradient_forms(c, kind_of(seen), True), *fitted_forms(c, large(seen)))
    return rivals(account, "gradient", [(name, form) for name, form in forms if form.columns in ("", columns)])


def cost_rivals(account: Account, seen: Seen, columns: str) -> Rivals:
    """Every other mistake in a cost of the same convention."""
    c = account.convention
    forms = (*cost_forms(c, kind_of(seen)), *fitted_costs(c, large(seen)))
    return rivals(account, "cost", [(name, form) for name, form in forms if form.columns in ("", columns)])


def rivals(account: Account, part: str, forms: Iterable[tuple[str, Form]]) -> Rivals:
    """What each of these mistakes would answer, the account's own left out."""
    right = Working.right(account.convention)
    wrong = [(name, getattr(form.change(right), part)) for name, form in forms if (name,) != account.ids]
    return by_name((name, lambda p, ask=ask: ask(p.theta, p.X, p.y)) for name, ask in wrong)  # type: ignore[misc]


def by_name(named: Iterable[tuple[Any, Answer]]) -> Rivals:
    """All answers, and the first one of each name."""
    everything: list[Answer] = []
    first: dict[Any, Answer] = {}
    for name, answer in named:
        everything.append(answer)
        first.setdefault(name, answer)
    return everything, list(first.values())


def asking(account: Account) -> Answer:
    """An account's answer to a problem."""
    return lambda p: account.answer(p.theta, p.X, p.y)


def path_rivals(path: Path, traces: Sequence[Trace], k: int, columns: str) -> Rivals:
    """Every other mistake in the loop or the gradient."""
    late = [trace for trace in traces if trace.problem.m >= 5]
    others = single_paths(late, path.gradient.convention, None)
    return by_name((p.ids, ending(p, k)) for p in others if p.ids != path.ids and p.gradient.columns in ("", columns))


def ending(path: Path, k: int) -> Answer:
    """Where k steps from a problem's θ end."""
    return lambda p: path.end(p, k)


def right_path(path: Path) -> Path:
    """The same descent without a mistake."""
    c = path.gradient.convention
    return Path((), of((), "{right}", c, Working.right(c).gradient), RIGHT)
