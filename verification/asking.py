"""Questions put for the sake of a name: what was answered, and what came of those that were not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from verification.implementation import Implementation, Model, Unanswered
from verification.paths import Trace
from verification.problem import Array, Problem
from verification.separating import STEPS


@dataclass
class Asked:
    """What has come of the questions so far: those that had no answer, and the inputs that were changed by them."""

    trouble: list[Unanswered] = field(default_factory=list)
    changed: set[str] = field(default_factory=set)

    def put(self, question: Callable[..., Any], theta: Array | None, X: Array, y: Array, *more: Any) -> Any:
        """The answer as an array of finite numbers, or None."""
        given = {name: array for name, array in (("θ", theta), ("X", X), ("y", y)) if array is not None}
        copies = {name: array.copy() for name, array in given.items()}
        try:
            with np.errstate(all="ignore"):
                answer = question(*copies.values(), *more)
                answer = None if answer is None else finite(answer)
        except Unanswered as trouble:
            self.trouble.append(trouble)
            return None
        self.changed |= {name for name, array in copies.items() if not np.array_equal(array, given[name])}
        return answer

    def gradients(self, code: Implementation, problems: Iterable[Problem]) -> list[tuple[Problem, Array]]:
        """∇J at each problem that was answered."""
        return self.each(code.gradient, problems)

    def costs(self, code: Implementation, problems: Iterable[Problem]) -> list[tuple[Problem, Array]]:
        """J at each problem that was answered."""
        return self.each(code.cost, problems)

    def each(self, question: Callable[..., Any] | None, problems: Iterable[Problem]) -> list[tuple[Problem, Array]]:
        """The answers of a function of θ, X and y."""
        if question is None:
            return []
        answers = [(p, self.put(question, p.theta, p.X, p.y)) for p in problems]
        return [(p, answer) for p, answer in answers if answer is not None]

    def traces(self, code: Implementation, problems: Iterable[Problem]) -> list[Trace]:
        """Where each number of steps ends."""
        if code.descend is None:
            return []
        ends = [(p, k, self.put(code.descend, p.theta, p.X, p.y, p.lr, k)) for p in problems for k in STEPS]
        return [Trace(p, k, end) for p, k, end in ends if end is not None]

    def fitted(self, code: Implementation, problem: Problem, k: int, *before: Problem) -> Model | None:
        """A new model after k steps on the problem's data, and on other data before them."""
        assert code.model is not None
        try:
            model = code.model(problem.lr, k)
        except Unanswered as trouble:
            self.trouble.append(trouble)
            return None
        for p in (*before, problem):
            count = len(self.trouble)
            self.put(model.fit, None, p.X, p.y)
            if len(self.trouble) > count:
                return None
        return model

    def predicted(self, model: Model | None, X: Array) -> Array | None:
        """ŷ for X, or None."""
        if model is None:
            return None
        answer = self.put(lambda X, y: model.predict(X), None, X, np.zeros(0))
        return answer if answer is not None and answer.shape == (len(X),) else None


def finite(answer: Any) -> Array:
    """The answer as floats, or `Unanswered`."""
    try:
        array = np.asarray(answer, dtype=float)
    except (TypeError, ValueError):
        raise Unanswered(
            "not-numbers", f"the answer is {type(answer).__name__}, which is no array of numbers"
        ) from None
    if not np.isfinite(array).all():
        raise Unanswered("non-finite", "the answer has entries that are not finite")
    return array


def whole(problems: Sequence[Problem]) -> list[Problem]:
    """The same problems with whole numbers in X and y, as floats."""
    return [Problem(p.theta, np.round(p.X), np.round(p.y), p.lr) for p in problems]


def as_integers(problems: Sequence[Problem]) -> list[Problem]:
    """The same numbers as an integer dtype."""
    return [Problem(p.theta, p.X.astype(np.int64), p.y.astype(np.int64), p.lr) for p in problems]
