"""What the functions of θ, X and y compute: the cost, the losses that are logged, the gradient."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice

import numpy as np

from verification import ridge, separating, smallest
from verification.accounts import Account, agrees, cost_accounts, explains, first_group, gradient_accounts
from verification.asking import Asked
from verification.behaviour import COUNTS, Behaviour, Look, recorded_convention
from verification.convention import Convention
from verification.diagnosis.case import UNKNOWN, Case
from verification.evidence import decide
from verification.implementation import Implementation, Unanswered
from verification.mistakes.entry import Seen
from verification.mistakes.working import Working
from verification.problem import Array, Problem
from verification.smallest import Example

LOSES_THE_FACTOR = {"cost-not-squared", "absolute-residual"}
"""Mistakes of a cost after which nobody can tell whether a ½ was meant."""

BROADCAST = "broadcast-residual"
OF_A_LOSS = {"cost-precedence", "cost-square-of-sum", "cost-negative", BROADCAST}
"""Mistakes for which a recorded loss is looked at: what else it may be, such as a root, is a measure and no mistake."""


def read_cost(case: Case) -> None:
    """What the cost computes, and hence which convention it follows or was meant to follow."""
    seen = case.answers("cost")
    fitting = first_group(cost_accounts(seen), lambda account: is_explained_by(case, account, seen)) if seen else []
    if not seen or (case.text.measures("cost") and (not fitting or fitting[0].ids)):
        return
    if fitting and is_measure(case, fitting[0]):
        return
    if not fitting and not (case.text.is_cost and depends(case, "cost", seen)):
        return
    case.found.parts["cost"] = bool(fitting)
    if not fitting:
        case.name(UNKNOWN, "cost", example=first_wrong(case, "cost", seen, Convention.HALF_MEAN))
        return
    chosen = fitting[0]
    halved = chosen.convention.numerator == 1  # nobody measures with a ½: it is there for the derivative
    vague = bool(LOSES_THE_FACTOR & set(chosen.ids)) or (case.text.is_metric("cost") and not halved)
    case.own = None if vague else chosen.convention
    name_account(case, "cost", chosen, seen)


def is_measure(case: Case, account: Account) -> bool:
    """Whether it is a method that measures: √(‖r‖²/m), by whatever name, or a mean error that is called one."""
    root = account.formula == f"the root of {Convention.MEAN.cost}"
    bias = account.formula.startswith("Σ") and bool(re.search("err|res|bias", case.text.own_name("cost").lower()))
    return case.text.is_method("cost") and (root or bias)


def read_history(case: Case, losses: Iterator[Account | None]) -> Convention | None:
    """What the first of these recorded or logged losses is meant to be, and what is wrong with it."""
    account = next(losses, None)
    if account is None:
        return None
    if is_of_all_pairs(account) and any("[:, None]" in text for text in case.text.bound.values()):
        return account.convention  # y is a column because we passed one
    for name in account.ids:
        case.name(name, "model", formula=account.formula, right=account.convention.cost)
    return account.convention


def logged_looks(case: Case, behaviour: Behaviour) -> list[Look]:
    """What descent or the fit leads to, each look with the losses that it logs on its way."""
    ask = case.code.logged
    if case.own is not None or ask is None:
        return []
    looks = behaviour.looks
    if case.code.descend is not None:
        given = [(p, k, (p.theta, p.X, p.y, p.lr, k)) for p in case.problems[:2] for k in COUNTS[2:]]
        ends = [(p, k, Asked().put(case.code.descend, *data)) for p, k, data in given]
        looks = [Look(p, k, theta, None) for p, k, theta in ends if theta is not None]
    few = [look for look in looks if look.problem in case.problems[:2] and look.k in COUNTS[2:]]
    return [replace(look, history=losses_until(case, look)) for look in few] if steps_over_all(few) else []


def losses_until(case: Case, look: Look) -> Array | None:
    """The losses that are logged up to a look."""
    p, losses = look.problem, None
    if look.k == max(COUNTS) and case.code.logged is not None:
        losses = Asked().put(case.code.logged, p.theta, p.X, p.y, p.lr, look.k)
    return None if losses is None else np.ravel(losses)


def read_gradient(case: Case) -> None:
    """What the gradient computes."""
    seen = case.answers("gradient")
    if not seen:
        return
    fitting = first_group(gradient_accounts(case.own, seen), lambda account: is_explained_by(case, account, seen))
    if not fitting and not depends(case, "gradient", seen):
        return
    case.found.parts["gradient"] = bool(fitting)
    if not fitting:
        case.name(UNKNOWN, "gradient", example=first_wrong(case, "gradient", seen, case.own or Convention.HALF_MEAN))
        return
    case.known = fitting[decide(case.text, "gradient", [account.ids for account in fitting])]
    case.found.convention = case.known.convention
    name_account(case, "gradient", case.known, seen)


def is_explained_by(case: Case, account: Account, seen: Seen) -> bool:
    """Whether an account agrees with every answer."""
    return explains(account, seen) and divides_so(case, account)


def divides_so(case: Case, account: Account) -> bool:
    """That 1//m is 0 explains no 0 where nothing is cut off."""
    return "1//m" not in account.formula or bool(re.search(r"//|\bint\(|^$", case.text.source))


def read_another_cost(case: Case) -> None:
    """A gradient that is the derivative of the file's own cost is right, be it another: of ridge with λ = 1."""
    told = {m.id for m in case.found.mistakes if m.part == "cost"}
    if not told <= {UNKNOWN, "intercept-subtracted"} or not told or not case.code.gradient:
        return
    if of_its_cost(case, ridge.is_derivative):
        case.found.mistakes = [m for m in case.found.mistakes if m.part not in ("cost", "gradient")]
        case.found.parts |= {"cost": False, "gradient": False}
        case.known = None
        case.found.doubt = "Its gradient is the derivative of its own cost, which is none of the four known here."


def of_its_cost(case: Case, question: Callable[[Implementation, Sequence[Problem]], bool]) -> bool | None:
    """What a comparison of the gradient with the cost says; None where one of the two has no answer."""
    try:
        return question(case.code, case.problems[:2])
    except (Unanswered, TypeError, ValueError):
        return None


def name_account(case: Case, part: str, account: Account, seen: Seen) -> None:
    """Note what an account says, with the smallest example."""
    if not account.ids:
        return
    right = account.convention.cost if part == "cost" else account.convention.gradient
    asked = case.function_question(part, account, case.code, seen)
    example = smallest.search(asked) or smallest.search_among_fewer(asked)
    for name in account.ids:
        case.name(name, part, formula=account.formula, right=right, example=example)


def depends(case: Case, part: str, seen: Seen) -> bool:
    """Whether the answer depends on θ and on y: what does not is neither a cost nor a gradient."""
    p, answer = seen[0]
    others = (replace(p, theta=p.theta + 1), replace(p, y=p.y + np.arange(1, p.m + 1)))
    answers = [case.asked.put(getattr(case.code, part), q.theta, q.X, q.y) for q in others]
    return all(other is not None and not agrees(other, answer) for other in answers)


def first_wrong(case: Case, part: str, seen: Seen, convention: Convention) -> Example:
    """The first problem that was answered wrongly, for want of a name."""
    right = getattr(Working.right(convention), part)
    wrong = [(p, g) for p, g in seen if not agrees(right(p.theta, p.X, p.y), g)]
    p, yours = (wrong or list(seen))[0]
    return Example(p, yours, right(p.theta, p.X, p.y))


def loss_account(seen: Seen) -> Account | None:
    """What a loss computes, if it is J or a mistaken J."""
    fitting = first_group(islice(cost_accounts(seen), 2), partial(explains, seen=seen))
    return fitting[0] if fitting and set(fitting[0].ids) <= OF_A_LOSS else None


def is_slip(account: Account | None) -> bool:
    """Whether one number can only be a mistaken J. A right one may be a sum that is yet to be divided, a negative one a
    likelihood."""
    return account is not None and bool(account.ids) and "cost-negative" not in account.ids


def is_of_all_pairs(account: Account | None) -> bool:
    """Whether it compares every prediction with every target."""
    return account is not None and BROADCAST in account.ids


def shows_one(look: Look) -> bool:
    """Whether all that it logs is one loss."""
    return look.history is not None and len(look.history) == 1


def shown_convention(case: Case, looks: Sequence[Look]) -> Convention | None:
    """The cost of which the one number speaks that is computed on the way, where it is called one.

    A sum may be divided yet.
    """
    shown = [look for look in looks if look.history is not None]
    found = recorded_convention(looks) if shown and all(map(shows_one, shown)) else None
    part = "descend" if case.code.descend is not None else "model"
    return found if found and found.averaged and case.text.computes_a_cost(part, found.numerator == 1) else None


def steps_over_all(looks: Sequence[Look]) -> bool:
    """Whether the last step on each problem is along ∇J over all samples, by one of the four conventions.

    After each sample there is no cost of which a step would be the derivative.
    """
    last = {id(look.problem): look for look in looks if look.k == max(COUNTS)}
    pairs = [(look, last[id(look.problem)]) for look in looks if look.k == max(COUNTS) - 1 and id(look.problem) in last]

    def follows_from(before: Look, after: Look, convention: Convention) -> bool:
        start = replace(before.problem, theta=before.theta)
        return agrees(separating.steps(start, 1, convention), after.theta)

    return any(bool(pairs) and all(follows_from(a, b, c) for a, b in pairs) for c in Convention)
