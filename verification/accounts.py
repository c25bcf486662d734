"""Accounts of what was observed: for each mistake, and each pair of them, what it would have computed.

They come in the order of preference: no mistake at all, one, one in a part of θ only, two. The first that agrees with
everything that was seen is the explanation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any, TypeVar

import numpy as np

from verification import rounding
from verification.convention import Convention
from verification.mistakes import CATALOGUE
from verification.mistakes.entry import Form, Seen
from verification.mistakes.working import Working, both
from verification.problem import Array


@dataclass(frozen=True)
class Account:
    """One explanation: the mistakes that it names (none: it is right), the formula, and what it would have answered.

    columns: as in `Form`, where a single form is the whole explanation.
    """

    ids: tuple[str, ...]
    formula: str
    convention: Convention
    answer: Callable[[Array, Array, Array], Any]
    columns: str = ""


@dataclass(frozen=True)
class Kind:
    """Whether X begins with the column of ones, and whether it has more than one feature."""

    intercept: bool
    wide: bool

    def admits(self, form: Form) -> bool:
        """Whether the form can be met in such code."""
        return (self.intercept or not form.intercept) and (self.wide or not form.wide)


def kind_of(seen: Seen) -> Kind:
    """What all the problems have in common."""
    intercept = all((p.X[:, 0] == 1).all() for p, _ in seen)
    return Kind(intercept, any(p.X.shape[1] > 1 + intercept for p, _ in seen))


# Five steps, each of at most m(d + 2) + 12 roundings (see `rounding.gradient`) for the largest separating problem, in
# single precision. Naming needs no finer measure: there the formulas differ by far more.
SAME = rounding.SINGLE.gamma(5 * (16 * (4 + 2) + rounding.SCALARS))


def agrees(answer: Any, observed: Any) -> bool:
    """Equal but for rounding."""
    answer, observed = np.asarray(answer, float), np.asarray(observed, float)
    if answer.shape != observed.shape:
        return False
    size = max(np.abs(answer).max(initial=0), np.abs(observed).max(initial=0))
    if not size < np.inf:
        return False
    return bool(np.abs(answer - observed).max(initial=0) <= SAME * size)


def explains(account: Account, seen: Seen) -> bool:
    """Whether the account agrees with everything that was seen."""
    try:
        with np.errstate(all="ignore"):
            return all(agrees(account.answer(p.theta, p.X, p.y), answer) for p, answer in seen)
    except (ValueError, TypeError):  # two mistakes whose shapes exclude each other
        return False


T = TypeVar("T")
Stages = Iterator[Iterable[T]]
"""Accounts in groups, the simpler group first; where order alone decides, each is a group of its own."""


def first_group(stages: Stages[T], fits: Callable[[T], bool]) -> list[T]:
    """The accounts that fit, of the first group in which any does: several where the numbers cannot tell them apart."""
    return next((fitting for stage in stages if (fitting := [account for account in stage if fits(account)])), [])


def gradient_accounts(own: Convention | None, seen: Seen) -> Stages[Account]:
    """Every account of a gradient; without a cost of its own to compare with, any of the four conventions is right."""
    conventions = (own,) if own else tuple(Convention)
    kind, owned = kind_of(seen), own is not None
    yield right_gradients(conventions)
    yield (a for c in conventions for a in single_gradients(c, seen, kind, owned))
    yield from ((a,) for c in conventions for a in parted_gradients(c, kind, owned))
    yield from ((a,) for c in conventions for pairs in paired_gradients(c, kind, owned) for a in pairs)


def cost_accounts(seen: Seen) -> Stages[Account]:
    """Every account of a cost."""
    kind = kind_of(seen)
    yield (account((), "{J}", c, Working.right(c).cost) for c in Convention)
    yield (
        account((name,), form.formula, c, form.change(Working.right(c)).cost)
        for c in Convention
        for name, form in (*cost_forms(c, kind), *fitted_costs(c, seen))
    )
    yield from ((a,) for c in Convention for a in paired_costs(c, kind))


def paired_costs(convention: Convention, kind: Kind) -> Iterator[Account]:
    """Two mistakes at once."""
    for (one, first), (two, second) in combinations(cost_forms(convention, kind), 2):
        if one != two:
            changed = both(first.change, second.change)(Working.right(convention))
            yield account((one, two), f"{first.formula}; {second.formula}", convention, changed.cost)


def right_gradients(conventions: Iterable[Convention]) -> Iterator[Account]:
    """No mistake at all."""
    for convention in conventions:
        yield account((), "{right}", convention, Working.right(convention).gradient)


def single_gradients(convention: Convention, seen: Seen, kind: Kind, own: bool) -> Iterator[Account]:
    """One mistake in the whole gradient; those with a constant of their own come last."""
    for name, form in (*gradient_forms(convention, kind, own), *fitted_forms(convention, seen)):
        changed = form.change(Working.right(convention))
        yield replace(account((name,), form.formula, convention, changed.gradient), columns=form.columns)


def parted_gradients(convention: Convention, kind: Kind, own: bool) -> Iterator[Account]:
    """One mistake in the derivative for the weights alone, or in that for the intercept alone."""
    right = Working.right(convention)
    for name, form in gradient_forms(convention, kind, own) if kind.intercept else ():
        if not form.whole:
            wrong = form.change(right)
            yield account((name,), f"{form.formula} for the weights", convention, joined(right, wrong))
            yield account((name,), f"{form.formula} for the intercept", convention, joined(wrong, right))


def paired_gradients(convention: Convention, kind: Kind, own: bool) -> Iterator[list[Account]]:
    """Two mistakes at once: for each form, in the order of `single_gradients`, its pairs with those after it."""
    forms = gradient_forms(convention, kind, own)
    for place, form in enumerate(forms):
        yield [paired(convention, form, other) for other in forms[place + 1 :] if other[0] != form[0]]


def paired(convention: Convention, form: tuple[str, Form], other: tuple[str, Form]) -> Account:
    """Two mistakes in one gradient."""
    (one, first), (two, second) = form, other
    changed = both(first.change, second.change)(Working.right(convention))
    return account((one, two), f"{first.formula}; {second.formula}", convention, changed.gradient)


def joined(intercept: Working, weights: Working) -> Callable[[Array, Array, Array], Array]:
    """The intercept's derivative from one working, the weights' from another."""

    def answer(theta: Array, X: Array, y: Array) -> Array:
        return np.concatenate([intercept.gradient(theta, X, y)[:1], weights.gradient(theta, X, y)[1:]])

    return answer


def gradient_forms(convention: Convention, kind: Kind, own: bool) -> Sequence[tuple[str, Form]]:
    """Every mistake in every form that makes sense here, with its name."""
    return [
        (mistake.id, form)
        for mistake in CATALOGUE.values()
        for form in mistake.gradient
        if form.suits(convention) and kind.admits(form) and (own or mistake.id != "cost-not-averaged")
    ]


def cost_forms(convention: Convention, kind: Kind) -> Sequence[tuple[str, Form]]:
    """The same for costs."""
    return [
        (mistake.id, form)
        for mistake in CATALOGUE.values()
        for form in mistake.cost
        if form.suits(convention) and kind.admits(form)
    ]


def fitted_forms(convention: Convention, seen: Seen) -> Iterable[tuple[str, Form]]:
    """Every mistake that has a constant of its own, the constant put in."""
    return [
        (mistake.id, form)
        for mistake in CATALOGUE.values()
        for fit in mistake.fit
        for form in fit(convention, seen)
        if form.suits(convention)
    ]


def fitted_costs(convention: Convention, seen: Seen) -> Iterable[tuple[str, Form]]:
    """The same for costs."""
    return [
        (mistake.id, form)
        for mistake in CATALOGUE.values()
        for fit in mistake.fit_cost
        for form in fit(convention, seen)
        if form.suits(convention)
    ]


def account(ids: tuple[str, ...], formula: str, convention: Convention, answer: Callable[..., Any]) -> Account:
    """An account whose formula is written out for this cost."""
    return Account(ids, written(formula, convention), convention, answer)


def written(formula: str, convention: Convention) -> str:
    """The formula with what it leaves to the cost put in."""
    c, over = ("2" if convention.numerator == 2 else ""), ("/m" if convention.averaged else "")
    half = {"Xᵀr/m": "Xᵀr/2m", "2Xᵀr/m": "Xᵀr/m", "Xᵀr": "Xᵀr/2", "2Xᵀr": "Xᵀr"}[convention.gradient]
    return formula.format(
        right=convention.gradient,
        double=f"{2 * convention.numerator}Xᵀr{over}",
        half=half,
        c=c,
        over=over,
        J=convention.cost,
        sq="‖r‖²" if convention.numerator == 2 else "‖r‖²/2",
    )
