"""A script watched on its own data: what its names hold after no step, after one and more, and which of them is what.

Nothing is passed in but the number of steps, so it does not matter how the data come into the script. X, y, θ and α are
those of its names for which the steps are right; or else those that their names make the most natural.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from verification.implementation import Implementation, Unanswered
from verification.problem import Array, Problem
from verification.submission import truth
from verification.submission.anatomy import Routine
from verification.submission.contents import Contents
from verification.submission.driver import Driver
from verification.submission.functions import Binder, setting
from verification.submission.layout import Trial
from verification.submission.numbered import numberings
from verification.submission.reading import is_cost, is_losses, losses_among
from verification.submission.script import SCRIPT
from verification.submission.words import is_held_out, proposals

TURNS = (0, 1, 2, 3, 5)
ROWS = (23, 31)  # of made-up data: two sizes that no script has for its own
_SMALL = 12  # entries that θ has at most
_NATURAL = 0.01  # what a way weighs at least to be judged, if it is not right
_NAMED = 2  # of these
_RATES = 3
_TOO_SMALL = 2.0**-4  # αL, below which a step changes little of what the next parameter's derivative is
_MOST = 400  # ways that are tried
State = dict[str, Array]
_DERIVATIVE = re.compile(r"loss|cost|err|grad|der|slope_|^d[A-Z_]|^d[wbm]\d?$|^d_?\d$|^d_?theta")


@dataclass(frozen=True)
class Seats:
    """What a script calls X, y, θ and α, and how each is read from what its names hold. weight: how natural it is."""

    text: str
    X: Callable[[State], Array]
    y: Callable[[State], Array]
    theta: Callable[[State], Array]
    lr: float | None
    weight: float

    def problem(self, start: State, lr: float) -> Problem:
        """Where the script begins."""
        return Problem(self.theta(start), self.X(start), self.y(start), lr)


@dataclass
class Watched:
    """A script that can be asked for any number of steps, on its own data alone."""

    driver: Driver
    routine: Routine
    arguments: str
    settings: dict[str, str]
    rates: list[float]
    rate: str = ""  # the one name by which it has its learning rate
    made_up: bool = False
    known: dict[tuple[int, int], State] = field(default_factory=dict)

    def at(self, lr: float) -> Watched:
        """The same at another learning rate."""
        return replace(self, arguments=f"{self.arguments}, {self.rate}={lr!r}", rates=[lr], known={})

    def state(self, rows: int, k: int) -> State:
        """What its names hold after k steps."""
        if (rows, k) not in self.known:
            expression = f"on_its_own(script__, {rows}, {self.arguments})"
            names = {"n_iterations": k, "lr": 0.0}
            value = self.driver.evaluate(expression, names, self.settings).value
            self.known[rows, k] = {name: np.asarray(held) for name, held in value.items()}
        return self.known[rows, k]

    def sizes(self) -> list[int]:
        """The sizes of made-up data; one is enough where it has its own."""
        first, second = (self.state(rows, 0) for rows in ROWS)
        same = all(np.array_equal(held, second[name]) for name, held in first.items() if name in second)
        self.made_up = not same
        return [ROWS[0]] if same else list(ROWS)


def watch(driver: Driver, contents: Contents, binder: Binder) -> Watched | None:
    """The file's script, if it has one that counts its steps."""
    routine = contents.routines.get(SCRIPT)
    if routine is None:
        return None
    read = sorted(name for name in binder.read_globals(routine) if name.startswith("n_iterations"))
    counts = [one.name for one in routine.parameters if one.limits_steps]
    if not read and not counts:
        return None
    names, width = _asked_for(contents.tree)
    given = f", {counts[0]}=n_iterations" if counts else ""
    settings = {} if counts else {name: setting(name, "n_iterations") for name in read[:1]}
    own = {literal.name: literal.value for literal in contents.literals.values() if literal.role == "lr"}
    settings |= {name: repr(value) for name, value in own.items()}  # whatever was passed to it before
    rates = list(own.values())
    called = [one.name for one in routine.parameters if proposals(one.name).get("lr", 0) > 0.6]
    rate = called[0] if len(called) == 1 and not rates else ""
    return Watched(driver, routine, f"{width}, {names!r}{given}", settings, rates, rate)


def implementations(watched: Watched) -> Iterator[Implementation]:
    """The script as descent from where it begins, on the data that it has: as it is right, or else what is natural.

    Where its rate is so small that an order of updates would hardly show, it is watched at a larger one first.
    """
    seen = list(_judged(watched))
    faster = _telling(watched, seen[0]) if seen and watched.rate else None
    for one, seats in [*(_judged(faster) if faster else ()), *seen]:
        code = _asked(one, seats, one.sizes())
        yield from [code] if code else []


def _judged(watched: Watched) -> Iterator[tuple[Watched, Seats]]:
    """Those who may sit where: as the script is right, or else the most natural."""
    try:
        sizes = watched.sizes()
        states = {k: watched.state(sizes[0], k) for k in TURNS}
    except Unanswered:
        return
    read = {one.name for one in watched.routine.parameters}
    found = sorted(_seatings(states, watched.rates, read), key=lambda seats: -seats.weight)[:_MOST]
    right = next((seats for seats in found if _rate(seats, states) is not None), None)
    natural = [one for one in found if one.lr and one.weight > _NATURAL][:_NAMED]
    yield from ((watched, seats) for seats in ([right] if right else natural))


def _telling(watched: Watched, judged: tuple[Watched, Seats]) -> Watched | None:
    """The same at about 1/4L, L the largest eigenvalue of XᵀX/m, if its own rate is far below."""
    _, seats = judged
    problem = seats.problem(watched.state(watched.sizes()[0], 0), 1.0)
    curvature = float(np.linalg.norm(problem.X, 2)) ** 2 / problem.m
    small = seats.lr is not None and 0 < seats.lr * curvature < _TOO_SMALL
    return watched.at(2.0 ** -round(np.log2(4 * curvature))) if small else None


def _asked(watched: Watched, seats: Seats, sizes: list[int]) -> Implementation | None:
    """The questions that the script can answer."""
    begun = {rows: watched.state(rows, 0) for rows in sizes}
    rates = {rows: seats.lr or _rate(seats, {k: watched.state(rows, k) for k in TURNS}) for rows in sizes}
    if any(rate is None for rate in rates.values()):
        return None
    problems = {rows: seats.problem(begun[rows], rates[rows] or 0.0) for rows in sizes}

    def after(X: Array, y: Array, k: int) -> State:
        told = [rows for rows, p in problems.items() if np.array_equal(p.X, X) and np.array_equal(p.y, y)]
        if not told:
            raise Unanswered("own-data", "the script runs on its own data")
        return watched.state(told[0], k)

    def descend(theta: Array, X: Array, y: Array, lr: float, k: int) -> Array:
        return seats.theta(after(X, y, k))

    def logged(theta: Array, X: Array, y: Array, lr: float, k: int) -> Array | None:
        return losses_among(after(X, y, k))

    ones = all(bool((p.X[:, 0] == 1).all()) for p in problems.values())
    return Implementation(
        name=seats.text, intercept=ones, descend=descend, logged=logged, problems=tuple(problems.values())
    )


# ---- who sits where ------------------------------------------------------------------------------------------------


def _seatings(states: dict[int, State], literals: list[float], read: set[str]) -> Iterator[Seats]:
    """Everything that could be meant. read: the names that the loop reads."""
    start = states[0]
    still = {name: held for name, held in start.items() if all(_same(held, states[k].get(name)) for k in TURNS)}
    rates = [float(held) for name, held in still.items() if held.size == 1 and proposals(name).get("lr", 0) > 0.6]
    thetas = list(_thetas(states))
    told_rates: Sequence[float | None] = [*dict.fromkeys([*rates, *literals])][:_RATES]
    for (y, y_text, y_weight), (X, x_text, x_weight, d) in _data(still, read):
        for theta, t_text, t_weight, n, first in thetas:
            for design, share in _designs(X, d, n, first):
                weight = y_weight * x_weight * t_weight * share
                for lr in told_rates or [None]:
                    told = f"; α = {lr:g}" if lr else ""
                    text = f"the script on its own data; X = {x_text}; y = {y_text}; θ = {t_text}{told}"
                    yield Seats(text, design, y, theta, lr, weight * (1.0 if lr else 0.5))


def _same(one: Array, other: Array | None) -> bool:
    return other is not None and np.array_equal(one, other)


Part = Callable[[State], Array]


def _thetas(states: dict[int, State]) -> Iterator[tuple[Part, str, float, int, bool]]:
    """What moves with the steps and has few entries: one vector; w and b; w1, w2 and b; one weight alone.

    With its name, how natural that is, its size, and whether the intercept is known to be the first.
    Nothing that is called a parameter and moves too may be left out: with centred features w goes its way without b.
    """
    moving = {name: held for name, held in states[0].items() if _moves(name, states)}
    single = [name for name, held in moving.items() if held.size == 1]
    ways: list[tuple[list[str], float]] = []
    for name in moving:
        meant = proposals(name)
        ways.append(([name], max(meant.get("theta", 0), meant.get("w", 0), 0.4)))
        beside = ((b, max(proposals(b).get("b", 0), 0.4)) for b in single if b != name)
        ways += [([b, name], max(meant.get("w", 0), 0.4) * weight) for b, weight in beside]
    for roles, d in numberings(single, alone=True):
        entries = {role: name for name, role in roles.items() if role.startswith("theta_")}
        ways += [([entries[f"theta_{j}"] for j in range(d + 1)], 1.0)] if len(entries) == d + 1 else []
    for names, weight in ways:
        if not _leaves_out(names, moving, states):
            size = sum(moving[name].size for name in names)
            yield _joined(names), ", ".join(names), weight, size, len(names) > 1


def _leaves_out(names: list[str], moving: State, states: dict[int, State]) -> bool:
    """Whether another parameter, by its name, moves beside these, and is no copy of one of them."""
    others = [name for name in moving if name not in names and _is_parameter(name)]
    return any(not any(_copies(other, name, states) for name in names) for other in others)


def _is_parameter(name: str) -> bool:
    """Whether a name may be that of a parameter."""
    meant = proposals(name)
    return max(meant.get(role, 0) for role in ("w", "b", "theta")) > 0.3


def _copies(other: str, name: str, states: dict[int, State]) -> bool:
    """Whether it is what the other is, or was a step before."""
    now = all(np.array_equal(states[k][other], states[k][name]) for k in (1, 2, 3))
    return now or all(np.array_equal(states[k][other], states[k - 1][name]) for k in (1, 2, 3))


def _moves(name: str, states: dict[int, State]) -> bool:
    """Whether every step changes it, and not by one: then it counts."""
    held = [states[k].get(name) for k in TURNS]
    if any(one is None or one.shape != held[0].shape or one.size > _SMALL for one in held):  # type: ignore[union-attr]
        return False
    first, second, third = (np.ravel(one) for one in held[:3])  # type: ignore[arg-type]
    counts = bool(np.allclose(second - first, 1) and np.allclose(third - second, 1))
    named = is_cost(name) or is_losses(name) or _DERIVATIVE.search(name)
    finite = all(bool(np.isfinite(one).all()) for one in held if one is not None)
    return finite and not np.array_equal(second, third) and not counts and not named


def _joined(names: list[str]) -> Part:
    return lambda state: np.concatenate([np.ravel(state[name]) for name in names])


def _data(still: State, read: set[str]) -> Iterator[tuple[tuple[Part, str, float], tuple[Part, str, float, int]]]:
    """What stays and has an entry for each sample: a y, and an X of as many rows."""
    for y, held in still.items():
        known = 1.0 if y in read else 0.2
        m = held.size
        if m < 4 or m != max(held.shape) or is_held_out(y):
            continue
        for X, x_text, x_weight, d in _features(still, y, m):
            share = 1.0 if x_text.partition(",")[0].removesuffix(".T") in read else 0.2
            named = max(proposals(y).get("y", 0), 0.5)
            yield (_joined([y]), y, named * known), (X, x_text, x_weight * share, d)
    for table, held in still.items():
        if held.ndim == 2 and held.shape[0] >= 4 and 2 <= held.shape[1] <= _SMALL:
            for place, kept, text, d, weight in _halves(held.shape[1] - 1):
                y_part, X_part = _column(table, place), _columns_of(table, kept)
                yield (y_part, f"{table}[:, {place}]", weight), (X_part, f"{table}[:, {text}]", weight, d)


def _halves(d: int) -> Iterator[tuple[int, slice, str, int, float]]:
    """Which column of a table is y and which are X, how that is written, how many, and how natural it is."""
    yield -1, slice(0, d), ":-1", d, 0.3
    if d == 2:  # pairs with their number before them
        yield 2, slice(1, 2), "1", 1, 0.2
    yield 0, slice(1, None), "1:", d, 0.2


def _features(still: State, y: str, m: int) -> Iterator[tuple[Part, str, float, int]]:
    flat = [name for name, held in still.items() if name != y and held.size == m and held.ndim >= 1]
    for name, held in still.items():
        meant = max(proposals(name).get("X", 0), 0.5) - 0.4 * (proposals(name).get("y", 0) > 0.5)
        if name == y or held.ndim == 0 or is_held_out(name):
            continue
        if held.size == m:
            yield _columns_of(name, None), name, meant, 1
        elif held.ndim == 2 and held.shape[0] == m and held.shape[1] <= _SMALL:
            yield _columns_of(name, slice(None)), name, meant, held.shape[1]
        elif held.ndim == 2 and held.shape[1] == m and held.shape[0] <= _SMALL:
            yield _rows_of(name), f"{name}.T", meant, held.shape[0]
    for roles, d in numberings(flat):
        names = [name for _, name in sorted((role, name) for name, role in roles.items() if role.startswith("X_"))]
        if len(names) == d:
            yield _side_by_side(names), ", ".join(names), 0.9, d


def _column(name: str, place: int) -> Part:
    return lambda state: state[name][:, place]


def _columns_of(name: str, kept: slice | None) -> Part:
    return lambda state: np.ravel(state[name])[:, None] if kept is None else state[name][:, kept]


def _rows_of(name: str) -> Part:
    return lambda state: state[name].T


def _side_by_side(names: list[str]) -> Part:
    return lambda state: np.column_stack([np.ravel(state[name]) for name in names])


def _designs(X: Part, d: int, n: int, first: bool) -> Iterator[tuple[Part, float]]:
    """X as it is, with the ones before it, or behind it."""
    if d == n and not first:
        yield X, 1.0
    if d == n - 1:
        yield lambda state: np.column_stack([np.ones(len(X(state))), X(state)]), 1.0
        if not first:
            yield lambda state: np.column_stack([X(state), np.ones(len(X(state)))]), 0.5


# ---- whether it is right --------------------------------------------------------------------------------------------


def _rate(seats: Seats, states: dict[int, State]) -> float | None:
    """The learning rate with which all steps are right; where the script's is not known, that of ‖r‖²/2m."""
    try:
        start, ends = seats.problem(states[0], 1.0), [seats.theta(states[k]) for k in TURNS[1:]]
    except (KeyError, ValueError, IndexError):
        return None
    g = start.X.T @ (start.X @ start.theta - start.y) / start.m
    along = float(g @ g)
    lr = seats.lr or (float((start.theta - ends[0]) @ g) / along if along else 0.0)
    if not np.isfinite(lr) or lr <= 0:
        return None
    tried = [Trial(start.X, start.y, start.theta, lr, k) for k in TURNS[1:]]
    return lr if truth.right_descent(tried, ends) else None


# ---- which columns it asks for --------------------------------------------------------------------------------------

_NO_COLUMNS = frozenset(dir(np.ndarray)) | frozenset(str.split("values columns iloc loc index at iat str dt"))


def _asked_for(tree: ast.Module) -> tuple[tuple[str, ...], int]:
    """The names by which columns may be asked for, and how many columns there must be."""
    names: list[str] = []
    width = 2
    called = {id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    for node in ast.walk(tree):
        match node:
            case ast.Subscript(slice=ast.Constant(value=str() as name)):
                names.append(name)
            case ast.Subscript(slice=ast.List(elts=parts)):
                names += [
                    part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str)
                ]
            case ast.Subscript(slice=ast.Tuple(elts=[_, ast.Constant(value=int() as place)])):
                width = max(width, place + 1)
            case ast.Subscript(slice=ast.Tuple(elts=[_, ast.Slice(upper=ast.Constant(value=int() as place))])):
                width = max(width, place + 1)
            case ast.Subscript(slice=ast.Tuple(elts=[_, ast.Slice(upper=ast.UnaryOp())])):
                width = max(width, 3)
            case ast.Attribute(value=ast.Name(), attr=name) if id(node) not in called and name not in _NO_COLUMNS:
                names.append(name)
    own = [name for name in dict.fromkeys(names) if re.fullmatch(r"[^\n]{1,40}", name)]
    return tuple(own), width
