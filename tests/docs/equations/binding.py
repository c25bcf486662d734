"""What binds a displayed equation to its check.

A check is a plain function: its name is the equation's, its docstring the equation's LaTeX, and its body the same thing
once more in Python, in index notation. A decorator says what the library computes for it:

    @identity(linreg.gradient)          every line of the transcription equals it, exactly
    @upper_bound(gap, at=along("top"))  it is at most the transcription, and equal to it at extremal problems
    @agreeing(cases)                    whatever `cases` says, where neither fits (floating-point arithmetic)

A transcription that returns a tuple has several lines, all of them equal; a list is a vector.
"""

from __future__ import annotations

import inspect
import operator
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import chain
from random import Random
from typing import Any

import numpy as np

from tests.docs.equations.exact_numbers import Number, degree
from tests.docs.equations.families import BITS, Arguments, Draw, Family, Shape, generic

POINTS = 3  # of each shape
SHAPES: tuple[Shape, ...] = ((2, 1, 1), (3, 3, 2), (4, 2, 3))
BOUND_POINTS = 20  # of each shape, where an inequality is tried
REQUIRED = -100  # log₂ of the largest probability with which a false identity may pass

Truth = Callable[..., Any]
Transcription = Callable[..., Any]


Accept = Callable[[Any], int]


class Mismatch(AssertionError):
    """The transcription and the library disagree."""


@dataclass(frozen=True)
class Case:
    """One point: the arguments, and `accept`, which raises `Mismatch` or returns the degree of what it compared."""

    arguments: Arguments
    accept: Accept


Cases = Callable[[bool], Iterable[Case]]  # tracked or plain numbers → the cases


@dataclass
class Check:
    """An equation's name, its transcription, and the cases that it has to pass."""

    name: str
    function: Transcription
    kinds: list[str] = field(default_factory=list)
    sources: list[Cases] = field(default_factory=list)
    equivalent: dict[str, str] = field(default_factory=dict)

    @property
    def page(self) -> str:
        return self.function.__module__.rsplit(".", 1)[-1]

    @property
    def latex(self) -> str:
        return inspect.getdoc(self.function) or ""

    def cases(self, tracked: bool) -> list[Case]:
        return list(chain.from_iterable(source(tracked) for source in self.sources))


REGISTRY: dict[str, Check] = {}


def identity(*truths: Truth, at: Family = generic, shapes: tuple[Shape, ...] = SHAPES) -> Any:
    """Every line equals every truth, exactly, at random points of each shape."""

    def cases(name: str, tracked: bool) -> Iterable[Case]:
        for arguments in points(name, tracked, at, shapes, POINTS):
            yield Case(arguments, exactly(*(called(truth, arguments) for truth in truths)))

    return _decorator("identity", cases)


def upper_bound(truth: Truth, *, at: Family, over: Family, shapes: tuple[Shape, ...] = SHAPES) -> Any:
    """truth ≤ transcription at random points of `over`, with equality at points of the extremal family `at`."""
    return _bound(truth, at, over, shapes, at_least)


def lower_bound(truth: Truth, *, at: Family, over: Family, shapes: tuple[Shape, ...] = SHAPES) -> Any:
    """truth ≥ transcription, likewise."""
    return _bound(truth, at, over, shapes, at_most)


def agreeing(kind: str, source: Callable[[], Iterable[Case]]) -> Any:
    """Cases of one's own; they carry no degree."""
    return _decorator(kind, lambda _name, _tracked: source())


def equivalent(proofs: dict[str, str]) -> Any:
    """Mutants, as `mutation` names them, that compute the same thing, each with the proof."""

    def bind(function: Transcription) -> Transcription:
        registered(function).equivalent.update(proofs)
        return function

    return bind


def _bound(truth: Truth, at: Family, over: Family, shapes: tuple[Shape, ...], accepting: Any) -> Any:
    def cases(name: str, tracked: bool) -> Iterable[Case]:
        for arguments in points(f"{name}, equality", tracked, at, shapes, POINTS):
            yield Case(arguments, exactly(called(truth, arguments)))
        for arguments in points(name, False, over, shapes, BOUND_POINTS):
            yield Case(arguments, accepting(called(truth, arguments)))

    return _decorator("inequality", cases)


def _decorator(kind: str, cases: Callable[[str, bool], Iterable[Case]]) -> Any:
    def bind(function: Transcription) -> Transcription:
        check = registered(function)
        check.kinds.append(kind)
        check.sources.append(lambda tracked: cases(check.name, tracked))
        return function

    return bind


def registered(function: Transcription) -> Check:
    """The check of this function's equation; two functions of one name are an error."""
    name = function.__name__.replace("_", "-")
    check = REGISTRY.setdefault(name, Check(name, function))
    if check.function is not function:
        raise ValueError(f"the equation {name} has two checks: {check.page} and {function.__module__}")
    return check


def points(name: str, tracked: bool, family: Family, shapes: tuple[Shape, ...], count: int) -> Iterable[Arguments]:
    """`count` points of each shape, the same every time."""
    for shape in shapes:
        random = Random(f"{name} {shape}")
        for _ in range(count):
            yield family(Draw(random, tracked), shape)


def called(function: Callable[..., Any], arguments: Arguments) -> Any:
    """The function, given those of the arguments that it names."""
    return function(**{name: arguments[name] for name in inspect.signature(function).parameters})


def exactly(*truths: Any) -> Accept:
    """Accept what equals every truth, in every line."""
    expected = [flat(truth) for truth in truths]
    return lambda result: _equal([*lines(result), *expected])


def at_least(truth: Any) -> Accept:
    """Accept what is no smaller than the truth, in every component of every line."""
    return lambda result: _ordered(flat(truth), lines(result), operator.le, "≤")


def at_most(truth: Any) -> Accept:
    """Accept what is no larger than the truth, likewise."""
    return lambda result: _ordered(flat(truth), lines(result), operator.ge, "≥")


def lines(result: Any) -> list[list[Number]]:
    """The sides of a chain of equalities, each as a flat list."""
    return [flat(side) for side in (result if isinstance(result, tuple) else (result,))]


def flat(value: Any) -> list[Number]:
    """The numbers of lists within lists, in order."""
    return [number for part in value for number in flat(part)] if isinstance(value, list | np.ndarray) else [value]


def _equal(sides: list[list[Number]]) -> int:
    """All sides are the same numbers; the largest degree of what was compared."""
    first, degrees = sides[0], [0]
    for side in sides[1:]:
        if len(side) != len(first) or any(a != b for a, b in zip(first, side, strict=True)):
            raise Mismatch(f"{shown(first)} and {shown(side)}")
        degrees += [degree(a, b) for a, b in zip(first, side, strict=True)]
    return max(degrees)


def _ordered(truth: list[Number], sides: list[list[Number]], holds: Callable[[Any, Any], bool], sign: str) -> int:
    for side in sides:
        if len(side) != len(truth) or not all(holds(a, b) for a, b in zip(truth, side, strict=True)):
            raise Mismatch(f"not {shown(truth)} {sign} {shown(side)}")
    return 0


def shown(side: list[Number]) -> str:
    return "(" + ", ".join(f"{float(value):.6g}" for value in side) + ")"


@dataclass(frozen=True)
class Verdict:
    """How an equation passed: at how many points, and log₂ of the probability that a false one would, if it has one."""

    points: int
    log2_bound: float | None


def judge(check: Check) -> Verdict:
    """Run every case; raises `Mismatch` at the first that fails."""
    degrees = [case.accept(called(check.function, case.arguments)) for case in check.cases(tracked=True)]
    largest = max(degrees)
    return Verdict(len(degrees), POINTS * (float(np.log2(largest)) - BITS) if largest else None)
