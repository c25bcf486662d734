"""Which mistake explains what was observed.

Each part of the code is asked at problems on which every mistake of the catalogue gives another answer. An account that
agrees with all of its answers is the explanation; where two do, which no number can tell apart, the text of the code
decides. What no account explains is wrong of unknown cause, and is said to be so.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from verification import separating
from verification.accounts import Account, agrees, cost_accounts, explains, first_group, gradient_accounts
from verification.asking import Asked, as_integers, whole
from verification.behaviour import Behaviour, model_accounts, observe, recorded_convention
from verification.implementation import Implementation, Unanswered
from verification.mistakes.entry import Seen
from verification.mistakes.working import Convention
from verification.paths import Path, follows, path_accounts
from verification.problem import Problem

UNKNOWN = "unknown"
LOSES_THE_FACTOR = {"cost-not-squared", "absolute-residual"}
"""Mistakes of a cost after which nobody can tell whether a ½ was meant."""


@dataclass(frozen=True)
class Named:
    """A mistake that was found: its name, in which part of the code, what that part computes, and what was observed."""

    id: str
    part: str
    formula: str = ""
    right: str = ""
    observed: str = ""


@dataclass
class Diagnosis:
    """What is wrong, by name; nothing if nothing is.

    parts: for each part that was asked, whether an account explains it. convention: that of the file's cost, else the
    one that its gradient follows. trouble: questions without an answer. remarks: what is no mistake and worth saying.
    """

    mistakes: list[Named] = field(default_factory=list)
    convention: Convention | None = None
    parts: dict[str, bool] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)
    trouble: list[Unanswered] = field(default_factory=list)
    accounts: dict[str, Account] = field(default_factory=dict)
    paths: dict[str, Path] = field(default_factory=dict)

    def name(self, named: Named) -> None:
        """Note a mistake, once; wrong of unknown cause only where nothing is known of that part."""
        if named.id not in {known.id for known in self.mistakes}:
            self.mistakes.append(named)

    @property
    def ids(self) -> list[str]:
        """The names alone."""
        return [named.id for named in self.mistakes]


def diagnose(code: Implementation, documented: Convention | None = None) -> Diagnosis:
    """Ask every part of the code, and name what is wrong.

    documented: the cost that the code's documentation states, for code that computes none.
    """
    found, asked = Diagnosis(), Asked()
    own = read_cost(code, asked, found)
    behaviour = observe(code, asked, some_problems(code)) if code.model else Behaviour()
    own = own or recorded_convention(behaviour.looks) or documented
    found.convention = own
    known = read_gradient(code, asked, found, own)
    read_descent(code, asked, found, own, known)
    read_changes(asked, found)
    read_model(behaviour, found, own, known)
    read_integers(code, found)
    found.trouble = asked.trouble
    return found


def some_problems(code: Implementation) -> tuple[Problem, ...]:
    """Problems for code of this kind."""
    return separating.problems(intercept=code.intercept, univariate=code.univariate)


def answers(code: Implementation, asked: Asked, part: str) -> Seen:
    """What a function answers; where it has no answer unless m = n, what it answers there."""
    question = getattr(code, part)
    seen = asked.each(question, some_problems(code))
    if len(seen) > 1 or question is None:
        return seen
    return asked.each(question, separating.square_problems(intercept=code.intercept, univariate=code.univariate))


def read_cost(code: Implementation, asked: Asked, found: Diagnosis) -> Convention | None:
    """What the cost computes; → the convention that it follows or was meant to follow."""
    seen = answers(code, asked, "cost")
    if not seen:
        return None
    fitting = first_group(cost_accounts(seen), lambda account: explains(account, seen))
    found.parts["cost"] = bool(fitting)
    if not fitting:
        found.name(Named(UNKNOWN, "cost"))
        return None
    name_account(found, "cost", fitting[0], fitting[0].convention.cost)
    return None if LOSES_THE_FACTOR & set(fitting[0].ids) else fitting[0].convention


def read_gradient(code: Implementation, asked: Asked, found: Diagnosis, own: Convention | None) -> Account | None:
    """What the gradient computes."""
    seen = answers(code, asked, "gradient")
    if not seen:
        return None
    fitting = first_group(gradient_accounts(own, seen), lambda account: explains(account, seen))
    found.parts["gradient"] = bool(fitting)
    if not fitting:
        found.name(Named(UNKNOWN, "gradient"))
        return None
    name_account(found, "gradient", fitting[0], fitting[0].convention.gradient)
    found.convention = found.convention or fitting[0].convention
    return fitting[0]


def read_descent(
    code: Implementation, asked: Asked, found: Diagnosis, own: Convention | None, known: Account | None
) -> None:
    """What the loop of descent does."""
    traces = asked.traces(code, some_problems(code)[:3])
    if not traces:
        return
    fitting = first_group(path_accounts(traces, own, known), lambda path: follows(path, traces))
    found.parts["descend"] = bool(fitting)
    if fitting:
        name_path(found, "descend", fitting[0])
    else:
        found.name(Named(UNKNOWN, "descend"))


def read_changes(asked: Asked, found: Diagnosis) -> None:
    """Inputs that are no longer what they were. Stepping on the caller's θ in place is common, and no mistake."""
    changed = " and ".join(sorted(asked.changed - {"θ"}))
    if changed:
        found.name(Named("mutates-input", "model", observed=f"After the call the caller's {changed} has changed."))
    if "θ" in asked.changed:
        found.remarks.append("It changes the θ that it is given.")


def read_model(behaviour: Behaviour, found: Diagnosis, own: Convention | None, known: Account | None) -> None:
    """What the estimator does."""
    for name, observed in behaviour.shown.items():
        found.name(Named(name, "model", observed=observed))
    if not behaviour.looks:
        return
    accounts = model_accounts(behaviour.looks, own, known)
    fitting = first_group(accounts, lambda pair: follows(pair[1], pair[0].traces))
    found.parts["model"] = bool(fitting)
    if not fitting:
        if not found.mistakes:
            found.name(Named(UNKNOWN, "model"))
        return
    track, path = fitting[0]
    name_path(found, "model", path)
    if track.forgotten and "mutates-input" not in found.ids:  # else its own X was scaled, and ours was not
        found.name(Named("predict-rescales-wrongly", "model", observed="Your fit scales X, and predict does not."))
    elif track.scaling:
        found.remarks.append(f"Its fit works on features that are {track.scaling}.")


def read_integers(code: Implementation, found: Diagnosis) -> None:
    """Whole numbers must give the same answer whatever dtype they come in."""
    quiet = Asked()
    given = whole(some_problems(code)[:1])
    for part in ("cost", "gradient"):
        as_floats, as_ints = (quiet.each(getattr(code, part), p) for p in (given, as_integers(given)))
        if as_floats and as_ints and not agrees(as_floats[0][1], as_ints[0][1]):
            found.name(Named("integer-truncation", part))


def name_account(found: Diagnosis, part: str, account: Account, right: str) -> None:
    """Note what an account says."""
    found.accounts[part] = account
    for name in account.ids:
        found.name(Named(name, part, account.formula, right))


def name_path(found: Diagnosis, part: str, path: Path) -> None:
    """Note what a path says."""
    found.paths[part] = path
    found.convention = found.convention or path.gradient.convention
    if path.remark:
        found.remarks.append(path.remark)
    for name in path.ids:
        in_loop = name not in path.gradient.ids
        formula = path.descent.formula if in_loop else path.gradient.formula
        found.name(Named(name, part, formula, "θ ← θ − α∇J" if in_loop else path.gradient.convention.gradient))
