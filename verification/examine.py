"""Runs the laws in order on an implementation and yields what it finds.

First the convention, which every law is about, and the integer probes, where nothing need round: cheap, and few
mistakes survive them. Then each law on problems that Hypothesis draws, the same ones every time; a failure is shrunk.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from enum import Enum
from functools import partial, wraps
from typing import Any

import numpy as np

from verification import fits, laws, probes, rounding
from verification.convention import Convention, Conventions, find
from verification.drawn import Wanted, bank, draw
from verification.implementation import Implementation, Model, Unanswered
from verification.oracles import exact
from verification.problem import Array, Problem
from verification.rounding import Arithmetic

# For how long a failure is shrunk, in seconds: slow code should not make anybody wait.
PATIENCE = 1.0
TO_SHRINK = 50  # problems among which Hypothesis looks for a failure that it can shrink


class Verdict(Enum):
    """What is said of a law, or of the whole."""

    PASSED = "passed"
    FAILED = "failed"
    INCONCLUSIVE = "inconclusive"


@dataclass(frozen=True)
class Finding:
    """What one law came to.

    law: its name; states: the law in a sentence; oracle: what it was held against; tried: on how many problems it could
    tell; worst: the largest error as a fraction of its bound; remarks: what else was seen. reason: why not passed;
    broken: the numbers of a failure; unanswered: that the code did not answer, if that is the reason.
    """

    law: str
    states: str
    oracle: str
    verdict: Verdict
    tried: int = 0
    worst: float = 0.0
    remarks: tuple[str, ...] = ()
    reason: str = ""
    broken: laws.Broken | None = None
    unanswered: Unanswered | None = None


@dataclass(frozen=True)
class Law:
    """A law, what it is held against, and which problems it is tried on."""

    check: Callable[[Implementation, Problem, Convention], laws.Met]
    oracle: str
    problems: tuple[str, ...] = ("problems",)
    share: float = 1.0

    @property
    def name(self) -> str:
        """The law's name, as in the reports."""
        return self.check.__name__

    @property
    def states(self) -> str:
        """The law in a sentence."""
        return (self.check.__doc__ or "").split("\n", maxsplit=1)[0]

    def __str__(self) -> str:
        return self.name

    def __call__(self, code: Implementation, examples: int = 25) -> None:
        """Try the law on an implementation; raises `Broken`, or `Inconclusive` where nothing could be told."""
        code = answering(code)
        finding = _try(self, code, conventions(code).chosen, examples)
        if finding is not None:
            demand([finding])


WIDE = ("problems", "ill_scaled_problems", "rank_deficient_problems")
COST = (
    Law(laws.cost_is_exact, "exact", WIDE),
    Law(laws.cost_is_autodiff_cost, "autodiff"),
)
GRADIENT = (
    Law(laws.gradient_is_exact, "exact", WIDE),
    Law(laws.gradient_is_autodiff, "autodiff", ("problems", "ill_scaled_problems")),
    Law(laws.gradient_is_slope_of_own_cost, "difference", ("integer_problems",)),
    Law(laws.gradient_vanishes_at_optimum, "closed form", ("problems", "problems_at_the_optimum")),
    Law(laws.gradient_is_linear, "itself"),
    Law(laws.gradient_ignores_row_order, "itself"),
    Law(laws.gradient_of_repeated_rows, "itself"),
    Law(laws.gradient_scales_with_features, "itself"),
    Law(laws.gradient_turns_with_features, "itself", ("integer_problems",)),
    Law(laws.gradient_moves_with_features, "itself", ("integer_problems",)),
)
DESCENT = (
    Law(laws.step_is_exact, "exact", ("problems", "ill_scaled_problems")),
    Law(laws.steps_are_exact, "exact", ("problems", "rank_deficient_problems")),
    Law(laws.path_is_closed_form, "closed form"),
    Law(laws.cost_falls, "exact"),
    Law(laws.error_contracts, "exact"),
    Law(laws.converges_below_two_over_L, "closed form"),
    Law(laws.limit_is_projection, "exact", ("integer_problems", "rank_deficient_problems"), 0.3),
)
SIDE_EFFECTS = (Law(laws.inputs_stay, "itself"),)
MODEL = (
    Law(fits.fit_takes_the_steps, "exact"),
    Law(fits.predictions_are_affine, "itself"),
    Law(fits.fitting_again_changes_nothing, "itself"),
    Law(fits.predicting_changes_nothing, "itself"),
    Law(fits.fit_leaves_its_data, "itself"),
    Law(fits.history_is_of_the_iterates, "exact"),
)
LAWS = COST + GRADIENT + DESCENT + SIDE_EFFECTS + MODEL


def examine(code: Implementation, examples: int = 25, laws: Sequence[Law] = LAWS) -> Iterator[Finding]:
    """Each of the laws that speaks of what the code has, one after the other; `examples` problems each."""
    code = answering(code)
    found = conventions(code)
    yield _one_convention(found)
    if code.cost is not None and found.cost is None and not _quadratic_cost(code):
        yield from _of_another_cost(code, found, examples)
        return
    yield from on_integers(code, found.chosen)
    for law in laws:
        finding = _try(law, code, found.chosen, examples)
        if finding is not None:
            yield finding


def overall(findings: Iterable[Finding]) -> Verdict:
    """FAILED if any law is, else INCONCLUSIVE if any is or nothing was tried, else PASSED."""
    verdicts = {finding.verdict for finding in findings if finding.tried or finding.verdict is not Verdict.PASSED}
    for worst in (Verdict.FAILED, Verdict.INCONCLUSIVE):
        if worst in verdicts:
            return worst
    return Verdict.PASSED if verdicts else Verdict.INCONCLUSIVE


def demand(findings: Iterable[Finding]) -> None:
    """Raise unless every law passed: AssertionError with each failure in a paragraph of its own."""
    __tracebackhide__ = True
    findings = list(findings)
    verdict = overall(findings)
    if verdict is Verdict.PASSED:
        return
    told = [f"{f.law} {f.verdict.value}: {f.states}\n    {f.reason}" for f in findings if f.verdict is verdict]
    raise AssertionError("\n\n".join(told) or "no law speaks of this code: it has no cost, gradient, descent or model")


def conventions(code: Implementation) -> Conventions:
    """The convention of each part, a model's from the steps of its fit."""
    found = find(code, probes.probes(intercept=code.intercept, features=code.features, count=6))
    if code.model is None or found != Conventions():
        return found
    try:
        steps = fits.find_coordinates(code, next(fits.fit_problems(code.intercept, code.features)))
    except Unanswered:
        return found
    return replace(found, descend=steps[1]) if steps else found


def answering(code: Implementation) -> Implementation:
    """The same implementation, with whatever it raises turned into `Unanswered`."""
    build = code.model
    return replace(
        code,
        cost=code.cost and _guarded(code.cost),
        gradient=code.gradient and _guarded(code.gradient),
        descend=code.descend and _guarded(code.descend),
        model=build and (lambda alpha, k: _GuardedModel(_guarded(build)(alpha, k))),
    )


class _GuardedModel:
    def __init__(self, model: Model) -> None:
        self.fit, self.predict = _guarded(model.fit), _guarded(model.predict)
        self.theta, self.history = _guarded(model.theta), _guarded(model.history)


def _guarded(function: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(function)
    def ask(*arguments: Any) -> Any:
        try:
            with np.errstate(all="ignore"):
                return function(*arguments)
        except (Unanswered, laws.Inconclusive):
            raise
        except Exception as error:
            raise Unanswered("raised", f"it raised {type(error).__name__}: {error}") from error

    return ask


# --------------------------------------------------------------------------------------------------------- one law


class _Enough(BaseException):
    """Ends the drawing of problems at once; no `Exception`, which Hypothesis would take for a failure to shrink."""


@dataclass
class _Tally:
    """What came of one law so far; the smallest failure is kept."""

    tried: int = 0
    worst: float = 0.0
    remarks: dict[str, None] = field(default_factory=dict)
    doubt: laws.Inconclusive | None = None
    broken: laws.Broken | None = None
    unanswered: Unanswered | None = None
    since: float = 0.0

    def take(self, law: Law, code: Implementation, problem: Problem, convention: Convention) -> None:
        if self.unanswered or (self.since and time.monotonic() - self.since > PATIENCE):
            raise _Enough
        try:
            met = law.check(code, problem, convention)
        except laws.Inconclusive as doubt:
            self.doubt = self.doubt if self.doubt and isinstance(doubt, laws.Inapplicable) else doubt
        except Unanswered as refusal:
            if _lacks_one(refusal, problem):
                return
            self.unanswered = refusal
            raise _Enough from None
        except laws.Broken as broken:
            self.since = self.since or time.monotonic()
            self.broken = broken  # Hypothesis shrinks: the latest failure is the simplest so far
            raise
        else:
            self.tried, self.worst = self.tried + 1, max(self.worst, met.fraction)
            if met.remark:
                self.remarks[met.remark] = None

    def finding(self, law: Law) -> Finding | None:
        if isinstance(self.doubt, laws.Inapplicable) and not (self.tried or self.broken or self.unanswered):
            return None
        verdict, reason = Verdict.PASSED, ""
        if self.broken or self.unanswered:
            verdict, reason = Verdict.FAILED, str(self.broken or self.unanswered)
        elif not self.tried:
            verdict, reason = Verdict.INCONCLUSIVE, str(self.doubt)
        if self.unanswered and not self.broken:
            verdict = _of_refusal(self.unanswered)
        tried = self.tried + (1 if self.broken else 0)
        return Finding(
            law.name,
            law.states,
            law.oracle,
            verdict,
            tried,
            self.worst,
            tuple(self.remarks),
            reason,
            self.broken,
            self.unanswered,
        )


def _of_refusal(refusal: Unanswered) -> Verdict:
    """What raises, or answers with what is no array of numbers, is wrong; of what did not end in time nobody knows."""
    wrong = refusal.kind in ("raised", "non-finite", "shape", "type")
    return Verdict.FAILED if wrong else Verdict.INCONCLUSIVE


def _try(law: Law, code: Implementation, convention: Convention, examples: int) -> Finding | None:
    tally = _Tally()
    if law in MODEL:
        _fixed(law, code, convention, tally)
    else:
        _drawn(law, code, convention, tally, max(1, round(examples * law.share)))
    return tally.finding(law)


def _fixed(law: Law, code: Implementation, convention: Convention, tally: _Tally) -> None:
    """A model is tried on a few problems of ours: each takes ten fits."""
    for problem in fits.fit_problems(code.intercept, code.features):
        lr = problem.lr / convention.times(problem.m)
        try:
            tally.take(law, code, replace(problem, lr=lr), convention)
        except (laws.Broken, _Enough):
            return


def _drawn(law: Law, code: Implementation, convention: Convention, tally: _Tally, examples: int) -> None:
    """Problems that other laws were tried on too; where one breaks this law, Hypothesis looks for the smallest."""

    def take(problem: Problem) -> None:
        tally.take(law, code, problem, convention)

    wanted = Wanted(law.problems, code.intercept, code.features)
    try:
        for problem in bank(wanted, examples):
            take(problem)
    except laws.Broken:
        # Hypothesis raises the failure again, or calls it flaky if it did not come twice: the tally has kept it.
        with suppress(Exception, _Enough):
            draw(take, wanted, max(examples, TO_SHRINK))
    except _Enough:
        pass


# ------------------------------------------------------------------------------------------- before and after the laws


def _one_convention(found: Conventions) -> Finding:
    parts = [(n, c) for n in ("cost", "gradient", "descend") if (c := getattr(found, n))]
    said = ", ".join(f"the {'descent' if n == 'descend' else n} of {c.value}·‖r‖²" for n, c in parts)
    verdict = Verdict.PASSED if found.consistent else Verdict.FAILED
    reason = "" if found.consistent else f"found {said}; expected one convention throughout"
    states = "Cost, gradient and descent speak of the same multiple of ‖r‖²."
    return Finding("one_convention", states, "exact", verdict, len(parts), 0.0, (said,) if parts else (), reason)


def _quadratic_cost(code: Implementation) -> bool:
    problem = probes.probes(intercept=code.intercept, features=code.features, count=1)[0]
    try:
        return laws.is_quadratic(code, problem)
    except (Unanswered, laws.Inconclusive, laws.Broken):
        return True  # whatever is the matter with it, the laws of the cost will say


def _of_another_cost(code: Implementation, found: Conventions, examples: int) -> Iterator[Finding]:
    """A cost that is no multiple of ‖r‖²: its gradient is held to its slope, and the other laws have nothing to say."""
    reason = (
        "the cost is not quadratic in θ, so that it is no multiple of ‖Xθ − y‖²; the other laws are about such costs"
    )
    yield Finding("cost_is_exact", COST[0].states, "exact", Verdict.INCONCLUSIVE, reason=reason)
    slope = next(law for law in GRADIENT if law.check is laws.gradient_is_slope_of_own_cost)
    for law in (slope, *SIDE_EFFECTS):
        finding = _try(law, code, found.chosen, examples)
        if finding is not None:
            yield finding


def on_integers(code: Implementation, convention: Convention) -> Iterator[Finding]:
    """The integer probes: equal to the last bit, or else rounded, without a system and in one precision."""
    asked: Sequence[tuple[str, Any, Callable[[Problem], _Answer]]] = [
        ("cost", code.cost, lambda p: _cost_there(code, p, convention)),
        ("gradient", code.gradient, lambda p: _gradient_there(code, p, convention)),
        ("descend", code.descend, lambda p: _steps_there(code, p, convention)),
    ]
    for part, exists, answer in asked:
        if exists is not None:
            yield _exactness(part, answer, probes.probes(intercept=code.intercept, features=code.features))


@dataclass(frozen=True, eq=False)
class _Answer:
    """What was answered at a probe, the truth, and how far rounding may take it from there."""

    got: Array
    truth: Array
    bound: Callable[[Arithmetic], Any]

    def error(self) -> Array:
        """What was answered minus the truth, exactly."""
        return np.asarray(laws.exact_of(self.got) - self.truth)

    def rounded(self) -> bool:
        """Whether all are within the bound of double precision, or are float32 numbers within that of single."""
        error = abs(self.error())
        if np.all(error <= laws.exact_of(np.atleast_1d(self.bound(rounding.DOUBLE)))):
            return True
        with np.errstate(over="ignore"):
            single = np.all(self.got.astype(np.float32) == self.got)
        return bool(single and np.all(error <= laws.exact_of(np.atleast_1d(self.bound(rounding.SINGLE)))))


def _told(answer: Callable[[Problem], _Answer], problem: Problem) -> _Answer | None:
    """The answer; None where it asks for θ₁ and there is but one parameter."""
    try:
        return answer(problem)
    except Unanswered as refusal:
        if _lacks_one(refusal, problem):
            return None
        raise


def _lacks_one(refusal: Unanswered, problem: Problem) -> bool:
    return refusal.error == "IndexError" and problem.X.shape[1] == 1


def _exactness(part: str, answer: Callable[[Problem], _Answer], at: list[Problem]) -> Finding:
    name, states = f"{part}_is_exact_on_integers", "Where no rounding is needed there is none, or it has no system."
    tell = partial(Finding, name, states, "exact")
    try:
        answers = [told for p in at if (told := _told(answer, p)) is not None]
    except Unanswered as refusal:
        return tell(_of_refusal(refusal), reason=str(refusal), unanswered=refusal)
    except laws.Broken as wrong:
        return tell(Verdict.FAILED, reason=str(wrong), broken=wrong)
    off = [i for i, a in enumerate(answers) if a.error().any()]
    far = [i for i in off if not answers[i].rounded()]
    kind = probes.exactness([a.error() for a in answers], [a.truth for a in answers])
    if far or kind is probes.Exactness.SYSTEMATIC:
        what = f"{part} on integers" if far else f"{part}, always off to the same side or in the same component"
        first = (far or off)[0]
        broken = laws.Broken(what, at[first], answers[first].got, answers[first].truth, 0.0)
        return tell(Verdict.FAILED, len(at), reason=str(broken), broken=broken)
    remarks = ("rounded, within the bound",) if kind is probes.Exactness.ROUNDED else ()
    return tell(Verdict.PASSED, len(at), remarks=remarks)


def _answer(what: str, got: Any, truth: Any, bound: Callable[[Arithmetic], Any], problem: Problem) -> _Answer:
    """The answer, if it is one: finite real numbers in the right shape; raises `Broken` otherwise."""
    got = np.atleast_1d(np.asarray(got))
    laws.demand_numbers(what, got, truth.shape, problem)
    return _Answer(got, truth, bound)


def _cost_there(code: Implementation, p: Problem, convention: Convention) -> _Answer:
    f = convention.times(p.m)
    truth = np.array([f * exact.cost(p.theta, p.X, p.y)], dtype=object)
    return _answer("the cost", laws.ask_cost(code, p), truth, lambda a: f * rounding.cost(p.theta, p.X, p.y, a), p)


def _gradient_there(code: Implementation, p: Problem, convention: Convention) -> _Answer:
    f, truth = convention.times(p.m), exact.gradient(p.theta, p.X, p.y)
    got = laws.ask_gradient(code, p)
    return _answer("the gradient", got, f * truth, lambda a: f * rounding.gradient(p.theta, p.X, p.y, a), p)


def _steps_there(code: Implementation, p: Problem, convention: Convention, k: int = 3) -> _Answer:
    path = exact.descend(p.theta, p.X, p.y, p.lr, k)
    got = laws.ask_descent(code, p, p.lr / convention.times(p.m), k)  # both powers of two
    return _answer(f"θ after {k} steps", got, path[-1], lambda a: rounding.descent(path, p.X, p.y, p.lr, a)[-1], p)
