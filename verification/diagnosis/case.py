"""What is under examination, what is found in it, and the questions of which a smaller example is asked for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from verification import separating, smallest
from verification.accounts import Account, kind_of
from verification.asking import Asked
from verification.convention import Convention
from verification.evidence import Text, line_of
from verification.implementation import Implementation, Unanswered
from verification.mistakes.entry import Seen
from verification.mistakes.working import Working
from verification.paths import Path, Trace
from verification.problem import Problem
from verification.smallest import Example, Question

UNKNOWN = "unknown"


@dataclass(frozen=True)
class Named:
    """A mistake that was found.

    part: of the code, "cost", "gradient", "descend" or "model". formula, right: what that part computes, and what it
    should. observed: one sentence, where no formula says it. line: where it stands in the text, if that is known.
    """

    id: str
    part: str
    formula: str = ""
    right: str = ""
    observed: str = ""
    line: int | None = None
    example: Example | None = None


@dataclass
class Diagnosis:
    """What is wrong, by name; nothing if nothing is.

    parts: for each part that answered, whether an account explains it. convention: that of the file's cost, else the
    one that its gradient follows. trouble: questions without an answer. remarks: what is no mistake and worth saying.
    """

    mistakes: list[Named] = field(default_factory=list)
    convention: Convention | None = None
    parts: dict[str, bool] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)
    steps_otherwise: bool = False  # after each sample, with momentum, at a rate that falls, or not at all
    trouble: list[Unanswered] = field(default_factory=list)
    doubt: str = ""  # what was not understood, though nothing is wrong that could be seen

    @property
    def ids(self) -> list[str]:
        """The names alone."""
        return [named.id for named in self.mistakes]

    @property
    def verdict(self) -> str:
        """correct, incorrect or inconclusive, as far as these questions go."""
        if self.mistakes:
            return "incorrect"
        return "correct" if self.parts else "inconclusive"


class Case:
    """One implementation under examination: what was found so far, and what can be asked of it."""

    def __init__(self, code: Implementation, text: Text) -> None:
        self.code, self.text = code, text
        self.asked, self.found = Asked(), Diagnosis()
        given = not code.problems
        self.problems = code.problems or separating.problems(intercept=code.intercept, features=code.features)
        self.square = separating.square_problems(intercept=code.intercept, features=code.features) if given else ()
        self.answered: set[str] = set()
        self.own: Convention | None = None
        self.known: Account | None = None
        self.paths: dict[str, Path] = {}
        self.traces: list[Trace] = []

    def name(self, name: str, part: str, **details: Any) -> None:
        """Note a mistake, once."""
        if name not in self.found.ids:
            self.found.mistakes.append(Named(name, part, **{"line": line_of(self.text, name, part), **details}))

    def answers(self, part: str) -> Seen:
        """What a function answers; where it has no answer unless m = n, what it answers there."""
        question = getattr(self.code, part)
        seen = self.asked.each(question, self.problems)
        if len(seen) <= 1 and question is not None:
            seen = self.asked.each(question, self.square)
        self.answered |= {part} if seen else set()
        return seen

    def function_question(self, part: str, account: Account, code: Implementation, seen: Seen) -> Question:
        """What is searched for: the smallest problem on which this account of the code differs from all others."""
        rivals = smallest.cost_rivals if part == "cost" else smallest.gradient_rivals
        all_rivals, main = rivals(account, seen, self.text.columns(part))
        kind, right = kind_of(seen), getattr(Working.right(account.convention), part)
        question = getattr(code, part)
        return Question(
            yours=smallest.asking(account),
            right=lambda p: right(p.theta, p.X, p.y),
            rivals=all_rivals,
            main=main,
            ones=kind.intercept,
            wide=kind.wide,
            confirm=lambda p: Asked().put(question, p.theta, p.X, p.y),
        )

    def steps_question(self, part: str, path: Path, traces: list[Trace], k: int, start: float | None) -> Question:
        """What is searched for among descents of k steps."""
        kind = kind_of([(trace.problem, trace.end) for trace in traces])
        rivals, main = smallest.path_rivals(path, traces, k, self.text.columns(part))
        return Question(
            yours=smallest.ending(path, k),
            right=smallest.ending(smallest.right_path(path), k),
            rivals=rivals,
            main=main,
            ones=kind.intercept,
            wide=kind.wide,
            confirm=lambda p: self.ends(part, p, k),
            start=start,
        )

    def start(self, traces: list[Trace]) -> float | None:
        """The number with which an estimator fills its θ, if it is one number."""
        values = {float(value) for trace in traces for value in np.round(trace.problem.theta, 9)}
        return values.pop() if len(values) == 1 else None

    def ends(self, part: str, problem: Problem, k: int, code: Implementation | None = None) -> Any:
        """Where the code itself ends."""
        quiet, code = Asked(), code or self.code
        if part == "descend":
            return quiet.put(code.descend, problem.theta, problem.X, problem.y, problem.lr, k)  # type: ignore[arg-type]
        basis = np.vstack([np.zeros(problem.X.shape[1]), np.eye(problem.X.shape[1])])
        ones = bool((problem.X[:, 0] == 1).all())
        basis = (
            basis[1:] if not ones else np.hstack([np.ones((len(basis) - 1, 1)), basis[[0, *range(2, len(basis))], 1:]])
        )
        predicted = quiet.predicted(quiet.fitted(code, problem, k), basis)
        if predicted is None:
            return None
        return np.concatenate([predicted[:1], predicted[1:] - predicted[0]]) if ones else predicted
