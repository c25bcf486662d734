"""What an estimator does over a sequence of calls: the path of its fits, and whether its answers agree."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from verification.accounts import Account, Stages, agrees
from verification.asking import Asked
from verification.convention import Convention
from verification.implementation import Implementation, Model, Unanswered
from verification.mistakes.entry import Seen
from verification.paths import (
    Path,
    Trace,
    compound_paths,
    follows,
    right_paths,
    single_paths,
    sweeping_paths,
    variant_paths,
)
from verification.problem import Array, Problem
from verification.recording import missing

COUNTS = (0, 1, 2, 3)
"""The numbers of steps after which a model is looked at."""


@dataclass(frozen=True)
class Scaling:
    """Coordinates in which a fit may run: X → (X − shift)/size, the columns of ones left alone."""

    name: str
    shift: Callable[[Array], Array]
    size: Callable[[Array], Array]


SCALINGS = (
    Scaling("standardised", lambda X: X.mean(axis=0), lambda X: X.std(axis=0)),
    Scaling("standardised with m − 1", lambda X: X.mean(axis=0), lambda X: X.std(axis=0, ddof=1)),
    Scaling("scaled to [0, 1]", lambda X: X.min(axis=0), lambda X: X.max(axis=0) - X.min(axis=0)),
    Scaling("centred", lambda X: X.mean(axis=0), lambda X: np.ones(X.shape[1])),
    Scaling("centred and divided by the range", lambda X: X.mean(axis=0), lambda X: X.max(axis=0) - X.min(axis=0)),
    Scaling("divided by the largest", lambda X: np.zeros(X.shape[1]), lambda X: np.abs(X).max(axis=0)),
)


@dataclass(frozen=True)
class Look:
    """A fitted model's parameters in the units of the data, and its history, after k steps."""

    problem: Problem
    k: int
    theta: Array
    history: Array | None


@dataclass
class Behaviour:
    """What was seen of a model: its path, and the mistakes that show in its answers, each with what was observed."""

    looks: list[Look] = field(default_factory=list)
    shown: dict[str, str] = field(default_factory=dict)
    square: bool = False

    def moves(self) -> bool:
        """Whether the number of steps makes any difference."""
        first = {look.k: look.theta for look in self.looks if look.problem is self.looks[0].problem and look.k}
        return len(first) > 1 and not all(agrees(theta, first[min(first)]) for theta in first.values())


def observe(code: Implementation, asked: Asked, problems: Sequence[Problem]) -> Behaviour:
    """Fit, ask, fit again."""
    seen = Behaviour()
    seen.looks = looks_at(code, asked, problems[:3])
    first, second = problems[0], shuffled(problems[0])
    for check in (predicts_twice, predicts_row_by_row, leaves_out_the_intercept):
        seen.shown |= {} if seen.shown else check(asked, asked.fitted(code, first, 3), first)
    seen.shown |= refits(code, asked, first, second)
    seen.shown |= records(code, asked, first)
    return seen


def observe_square(code: Implementation, asked: Asked, problems: Sequence[Problem]) -> Behaviour:
    """What can be seen of a fit that has an answer only for as many samples as features."""
    return Behaviour(looks_at(code, asked, problems), square=True)


def looks_at(code: Implementation, asked: Asked, problems: Sequence[Problem]) -> list[Look]:
    """What each number of steps leads to on each of the problems."""
    return [look for p in problems for k in COUNTS for look in look_at(code, asked, p, k)]


def look_at(code: Implementation, asked: Asked, problem: Problem, k: int) -> Iterator[Look]:
    """What k steps lead to: θ such that predict(X) = Xθ, or the model's own where predict leaves its intercept out."""
    quiet = Asked() if k == 0 else asked  # no step at all is more than most code is prepared for
    model = quiet.fitted(code, problem, k)
    predicted = quiet.predicted(model, problem.X)
    if model is None or predicted is None:
        return
    theta, *_ = np.linalg.lstsq(problem.X, predicted, rcond=None)
    told = parameters(model)
    wide = problem.m < problem.X.shape[1]  # too few predictions to find θ from
    if told is not None and (wide or without_intercept(told, problem, predicted)):
        theta = told
    elif not agrees(problem.X @ theta, predicted):
        return
    yield Look(problem, k, theta, history(model))


def without_intercept(theta: Array, problem: Problem, predicted: Array) -> bool:
    """Whether this is Xw where Xw + b is meant, b being the first of θ and not 0."""
    ones = bool((problem.X[:, 0] == 1).all())
    fits = theta.shape == problem.X.shape[1:] and theta[0] != 0
    left_out = fits and agrees(predicted, problem.X[:, 1:] @ theta[1:]) and not agrees(predicted, problem.X @ theta)
    return ones and left_out


def history(model: Model) -> Array | None:
    """The recorded losses, if any are promised."""
    try:
        recorded = model.history()
        return None if recorded is None else np.ravel(np.asarray(recorded, dtype=float))
    except (Unanswered, TypeError, ValueError):
        return None


def shuffled(problem: Problem) -> Problem:
    """Other data of the same shape."""
    return replace(problem, X=problem.X[::-1] * 1.0, y=problem.y + np.arange(problem.m))


# ---- answers that do not fit together ------------------------------------------------------------------------------


def predicts_twice(asked: Asked, model: Model | None, problem: Problem) -> dict[str, str]:
    """The same question twice, of the samples of the fit and of fewer: the mean of the first may be 0."""
    for X in (problem.X, problem.X[:3]):
        one, two = asked.predicted(model, X), asked.predicted(model, X)
        if one is not None and two is not None and not agrees(one, two):
            return {"predict-changes-model": f"predict(X) gave {shown(one)} and then {shown(two)}."}
    return {}


def predicts_row_by_row(asked: Asked, model: Model | None, problem: Problem) -> dict[str, str]:
    """A row among others, and among fewer."""
    several, fewer = asked.predicted(model, problem.X), asked.predicted(model, problem.X[:3])
    if several is None:
        return {}
    if fewer is None:
        return predicts_beside_others(asked, model, problem, several)
    if agrees(several[:3], fewer):
        return {}
    what = f"For the same first row predict gave {several[0]:g} among {problem.m} rows and {fewer[0]:g} among 3."
    return {"predict-rescales-wrongly": what}


def predicts_beside_others(asked: Asked, model: Model | None, problem: Problem, several: Array) -> dict[str, str]:
    """A row beside others than before, for a predict that wants as many rows as the fit had."""
    moved = problem.X.copy()
    moved[3:, -1] += 7  # anything: the first rows stay
    beside = asked.predicted(model, moved)
    if beside is None or agrees(several[:3], beside[:3]):
        return {}
    what = f"For the same first row predict gave {several[0]:g}, and {beside[0]:g} when the rows below it were others."
    return {"predict-rescales-wrongly": what}


def leaves_out_the_intercept(asked: Asked, model: Model | None, problem: Problem) -> dict[str, str]:
    """A prediction that is the fitted one without its θ₀."""
    predicted = asked.predicted(model, problem.X)
    theta = None if model is None else parameters(model)
    if predicted is None or theta is None or not without_intercept(theta, problem, predicted):
        return {}
    return {"predict-ignores-intercept": f"Your intercept is {theta[0]:g}, and for a row of zeros you predict 0."}


def parameters(model: Model) -> Array | None:
    """θ as the object shows it."""
    try:
        theta = model.theta()
        return None if theta is None else np.asarray(theta, dtype=float)
    except (Unanswered, TypeError, ValueError):
        return None


def refits(code: Implementation, asked: Asked, first: Problem, second: Problem) -> dict[str, str]:
    """fit(A), fit(B) against fit(B), where fit(B) is the same each time."""
    again, fresh, twin = (asked.fitted(code, second, 3, *before) for before in ([first], [], []))
    one, two, three = (asked.predicted(model, second.X) for model in (again, fresh, twin))
    if two is None or three is None or not agrees(two, three) or (one is not None and agrees(one, two)):
        return {}
    if one is None:
        told = asked.trouble[-1]
        if told.error not in ("AttributeError", "IndexError") and "truth value of an array" not in told.what:
            return {}  # it may refuse on purpose
        return {"refit-keeps-state": f"fit(B) alone works; after fit(A) it does not: {told.what}."}
    return {
        "refit-keeps-state": f"After fit(A), fit(B) you predict {shown(one)} for B; after fit(B) alone {shown(two)}."
    }


def records(code: Implementation, asked: Asked, problem: Problem) -> dict[str, str]:
    """A history that is promised grows with the steps; one entry in every so many steps is enough."""
    gentle = replace(problem, lr=problem.lr / 16)

    def losses(k: int) -> Array | None:
        model = asked.fitted(code, gentle, k)
        return None if model is None else history(model)

    lacking = missing(losses)
    return {"history-not-recorded": lacking} if lacking else {}


def shown(values: Array) -> str:
    """The first entries, for a sentence."""
    return "[" + ", ".join(f"{value:.4g}" for value in values[:3]) + (", …]" if len(values) > 3 else "]")


# ---- the path ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Track:
    """The looks as traces from a start, in the coordinates in which the fit is taken to run.

    forgotten: what predict leaves out of the scaling. later: it begins where the first step ended, for want of a start.
    """

    traces: tuple[Trace, ...]
    scaling: str = ""
    forgotten: str = ""
    later: bool = False


def tracks(looks: Sequence[Look]) -> tuple[list[Track], list[Track]]:
    """The looks in the units of the data, and in every scaling; those in which predict forgets to scale come last."""
    raw = [Track(traces, later=later) for traces, later in starts(looks)]
    scaled = [
        Track(traces, scaling.name, forgotten, later)
        for forgotten in ("", *FORGOTTEN)
        for scaling in SCALINGS
        for traces, later in starts([rescaled(look, scaling, forgotten) for look in looks])
        if (looks[0].problem.X[:, 0] == 1).all()
    ]
    return raw, scaled


FORGOTTEN = {
    "shift and size": "predict does not",
    "shift": "predict only divides by the size and leaves the shift out",
    "size": "predict only takes the shift off and leaves the division out",
}
"""What predict may leave out of the scaling, and how that is told."""


def rescaled(look: Look, scaling: Scaling, forgotten: str) -> Look:
    """The same look in scaled coordinates: b + wx = (b + w·shift) + (w·size)(x − shift)/size."""
    features, (b, *_), w = look.problem.X[:, 1:], look.theta, look.theta[1:]
    shift, size = scaling.shift(features), scaling.size(features)
    Z = np.hstack([look.problem.X[:, :1], (features - shift) / size])
    b = b if "shift" in forgotten else b + w @ shift
    theta = np.append(b, w if "size" in forgotten else w * size)
    return replace(look, problem=replace(look.problem, X=Z), theta=theta)


def starts(looks: Sequence[Look]) -> Iterator[tuple[tuple[Trace, ...], bool]]:
    """The traces from the start: what no step at all leaves, if that depends on the number of parameters alone.

    With each, whether they begin later than the start, for want of one.

    Where no step cannot be asked for, shows another start for other data, or is one step all the same, it may be zeros,
    ones, or unknown.
    """
    found, unmoved = common(looks, 0), common(looks, 1)
    if found and not stands_still(looks):
        yield from from_start(looks, found)
        return
    if not found and unmoved:  # what one step leads to knows nothing of the data: it was none
        yield from from_start(looks, unmoved)
        yield from from_first_step(looks)
        return
    for value in (0.0, 1.0):
        yield from from_start(looks, {n: np.full(n, value) for n in {look.problem.X.shape[1] for look in looks}})
    yield from from_start(looks, found) if found else from_first_step(looks)


def common(looks: Sequence[Look], k: int) -> dict[int, Array]:
    """θ after k steps by the number of parameters, if it is seen to depend on that number alone."""
    there = [look for look in looks if look.k == k]
    found = {look.problem.X.shape[1]: look.theta for look in there}
    alike = all(agrees(look.theta, found[look.problem.X.shape[1]]) for look in there)
    return found if alike and len(there) > len(found) else {}


def stands_still(looks: Sequence[Look]) -> bool:
    """Whether one step leads as far as none: either no step is one, or one step is none."""
    ends = {(id(look.problem.y), look.k): look.theta for look in looks if look.k < 2}
    pairs = [(theta, ends[y, 1]) for (y, k), theta in ends.items() if k == 0 and (y, 1) in ends]
    return bool(pairs) and all(agrees(*pair) for pair in pairs)


def from_start(looks: Sequence[Look], start: dict[int, Array]) -> Iterator[tuple[tuple[Trace, ...], bool]]:
    """The looks as traces from a start that depends on the number of parameters alone."""
    known = [look for look in looks if look.k and look.problem.X.shape[1] in start]
    if known:
        yield tuple(Trace(replace(p, theta=start[p.X.shape[1]]), k, end) for p, k, end in map(as_steps, known)), False


def as_steps(look: Look) -> tuple[Problem, int, Array]:
    """A look as problem, k and where k steps end."""
    return look.problem, look.k, look.theta


def from_first_step(looks: Sequence[Look]) -> Iterator[tuple[tuple[Trace, ...], bool]]:
    """The looks as traces from where the first step ended, for a start that is not known."""
    ends = {id(look.problem.y): look.theta for look in looks if look.k == 1}
    later = [look for look in looks if look.k > 1 and id(look.problem.y) in ends]
    if later and not all(agrees(look.theta, ends[id(look.problem.y)]) for look in later):
        yield tuple(Trace(replace(p, theta=ends[id(p.y)]), k - 1, end) for p, k, end in map(as_steps, later)), True


def model_accounts(looks: Sequence[Look], own: Convention | None, known: Account | None) -> Stages[tuple[Track, Path]]:
    """Every account of a fit: right in some coordinates, then one mistake, another way than the plain, two mistakes."""
    raw, scaled = tracks(looks)
    faithful = [track for track in scaled if not track.forgotten]
    forgetful = [track for track in scaled if track.forgotten]
    started = [track for track in raw if not track.later]
    yield [(track, path) for track in (*started, *faithful) if not track.later for path in right_paths(own, known)]
    yield [(track, path) for track in started for path in single_paths(track.traces, own, known)]
    for track in (*started, *(track for track in faithful if not track.later)):
        yield [(track, path) for path in variant_paths(track.traces, own, known)]
    yield [(track, path) for track in started for path in sweeping_paths(track.traces, own)]
    yield [(track, path) for track in (*raw, *faithful) if track.later for path in right_paths(own, known)]
    yield [(track, path) for track in raw if track.later for path in single_paths(track.traces, own, known)]
    yield [(track, path) for track in forgetful for path in right_paths(own, known)]
    yield [(track, path) for track in faithful[:3] for path in single_paths(track.traces, own, known)]
    for track in (*raw[:1], *faithful[:1]):
        yield from ([(track, path) for path in paths] for paths in compound_paths(track.traces, own))


def goes_astray(looks: Sequence[Look], own: Convention | None, known: Account | None) -> bool:
    """Whether the start is seen, and the first step from it is right in no coordinates: no matter what follows."""
    first = [look for look in looks if look.k < 2]
    if not {0, 1} <= {look.k for look in first}:
        return False
    raw, scaled = tracks(first)
    seen = [track for track in (*raw, *scaled) if not track.later]
    paths = list(right_paths(own, known)) + list(right_paths(None, None))
    return bool(seen) and not any(follows(path, track.traces) for track in seen for path in paths)


def recorded_convention(looks: Sequence[Look]) -> Convention | None:
    """The cost that the history records, before or after each step, if it is one of the four."""
    told = [look for look in looks if look.k == max(COUNTS) and look.history is not None and len(look.history)]
    return next((c for c in Convention if told and all(records_cost(look, looks, c) for look in told)), None)


def records_cost(last: Look, looks: Sequence[Look], convention: Convention) -> bool:
    """Whether the last entries of a history are this cost of the last θ but one, or of the last."""
    at = {look.k: look.theta for look in looks if look.problem is last.problem}
    p, recorded = last.problem, last.history
    assert recorded is not None

    def costs(k: int) -> float:
        return convention.cost_scale(p.m) * float(np.sum((p.X @ at[k] - p.y) ** 2))

    return any(agrees(recorded[-1], costs(k)) for k in (last.k, last.k - 1) if k in at)


def recorded_costs(looks: Sequence[Look]) -> Iterator[Seen]:
    """The last entries of the histories as answers of a cost, at the last θ but one, and at the last."""
    told = [look for look in looks if look.k == max(COUNTS) and look.history is not None and len(look.history)]
    for back in (1, 0):
        at = {(id(look.problem), look.k): look.theta for look in looks}
        keys = [(id(look.problem), look.k - back) for look in told]
        if told and all(key in at for key in keys):
            losses = [0.0 if look.history is None else float(look.history[-1]) for look in told]
            thetas = [at[key] for key in keys]
            problems = [replace(look.problem, theta=theta) for look, theta in zip(told, thetas, strict=True)]
            yield list(zip(problems, map(np.asarray, losses), strict=True))
