"""Which mistake explains what was observed.

Each part of the code is asked at problems on which every mistake of the catalogue gives another answer. An account that
agrees with all of its answers is the explanation; where two do, which no number can tell apart, the text of the code
decides. What no account explains is wrong of unknown cause, and is said to be so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain, islice
from typing import Any

import numpy as np

from verification import otherwise, ridge, separating, smallest, variants
from verification.accounts import (
    Account,
    agrees,
    cost_accounts,
    explains,
    first_group,
    gradient_accounts,
    kind_of,
    right_gradients,
)
from verification.asking import Asked, as_integers, whole
from verification.behaviour import (
    COUNTS,
    FORGOTTEN,
    Behaviour,
    Look,
    Track,
    goes_astray,
    look_at,
    looks_at,
    model_accounts,
    observe,
    observe_square,
    recorded_convention,
    recorded_costs,
    tracks,
)
from verification.convention import Convention
from verification.evidence import Text, decide, documented, line_of, retold
from verification.implementation import Implementation, Unanswered
from verification.mistakes import CATALOGUE, ROOMS
from verification.mistakes.entry import Seen
from verification.mistakes.working import Working
from verification.oracles import closed_form
from verification.otherwise import Step
from verification.paths import (
    Path,
    Trace,
    follows,
    path_accounts,
    possible,
    right_paths,
    single_steps,
    variant_paths,
)
from verification.problem import Array, Problem
from verification.recording import missing
from verification.smallest import Example, Question

UNKNOWN = "unknown"
LOSES_THE_FACTOR = {"cost-not-squared", "absolute-residual"}
"""Mistakes of a cost after which nobody can tell whether a ½ was meant."""
ORDER = {name: place for place, name in enumerate(CATALOGUE)}
LOOP = {mistake.id for mistake in ROOMS["descent"]}
OF_A_LOSS = {"cost-precedence", "cost-square-of-sum", "cost-negative"}
"""Mistakes for which a recorded loss is looked at: what else it may be, such as a root, is a measure and no mistake."""
MOMENTUM = 0.5
UNDEFINED = ("NameError", "UnboundLocalError")
NORMS = frozenset(str.split("norm eigvalsh eigvals eigh eig svd svdvals trace cond sqrt"))
"""What 1/L or 1/‖∇J‖, of which a rate may be made, is computed from."""
OF_A_FIT = {"refit-keeps-state", "history-not-recorded"}
"""Mistakes of what trains."""


def is_certain(trouble: Unanswered, text: Text) -> bool:
    """Whether it is raised whatever the code is given: a name that nothing defines, in the file or in a library."""
    missing = trouble.what.startswith(("AttributeError: module ", "AttributeError: `np."))
    undefined = trouble.error in UNDEFINED and not text.may_define(trouble.what)
    return trouble.kind == "does-not-run" or (trouble.kind == "raised" and (undefined or missing))


def gently(problems: Sequence[Problem]) -> list[Problem]:
    """With steps so short that the cost falls, and nobody stops for its rising."""
    return [replace(p, lr=p.lr / 64) for p in problems]


def ends_early(path: Path, traces: Sequence[Trace]) -> bool:
    """Whether every descent ended at one of the iterates on the way."""
    with np.errstate(all="ignore"):
        return all(any(agrees(path.end(t.problem, k), t.end) for k in range(t.k + 1)) for t in traces)


def shows_one(look: Look) -> bool:
    """Whether all that it logs is one loss."""
    return look.history is not None and len(look.history) == 1


def loss_account(seen: Seen) -> Account | None:
    """What a loss computes, if it is J or a mistaken J."""
    fitting = first_group(islice(cost_accounts(seen), 2), partial(explains, seen=seen))
    return fitting[0] if fitting and set(fitting[0].ids) <= OF_A_LOSS else None


def is_slip(account: Account | None) -> bool:
    """Whether one number can only be a mistaken J. A right one may be a sum that is yet to be divided, a negative one a
    likelihood."""
    return account is not None and bool(account.ids) and "cost-negative" not in account.ids


def goes_along(trace: Trace, right: Array) -> bool:
    """Whether a step goes where the right one goes, however far."""
    start = trace.problem.theta
    way, taken = right - start, trace.end - start
    share = float(way @ taken) / float(way @ way)
    return share >= 0 and agrees(start + share * way, trace.end)


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


def diagnose(code: Implementation, text: Text | None = None) -> Diagnosis:
    """Ask every part of the code, and name what is wrong; its text decides where its numbers leave two names."""
    return Case(code, text or Text()).read()


class Case:
    """One implementation under examination: what was found so far."""

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

    def read(self) -> Diagnosis:
        """Every part in turn: the cost says what is right for the gradient, and both for the loop."""
        self.read_cost()
        behaviour = self.observed()
        self.own = self.own or recorded_convention(behaviour.looks)
        logged = self.logged(behaviour)
        lists = [replace(look, history=None) if shows_one(look) else look for look in logged]
        self.own = self.own or recorded_convention(lists) or documented(self.text)
        if self.own is None:
            recorded = chain(recorded_costs(behaviour.looks), recorded_costs(lists))
            self.own = self.read_history(filter(None, map(loss_account, recorded)))
        if self.own is None:
            self.read_history(filter(is_slip, map(loss_account, recorded_costs(logged))))
        self.read_gradient()
        self.read_another_cost()
        self.read_descent()
        self.read_recorded()
        self.read_changes()
        self.read_model(behaviour)
        self.read_integers()
        self.read_penalty()
        self.read_momentum()
        self.read_trouble()
        self.forgive()
        self.found.mistakes.sort(key=lambda mistake: ORDER.get(mistake.id, len(ORDER)))
        self.found.convention = self.own or self.found.convention
        self.found.trouble = self.asked.trouble
        return self.found

    def observed(self) -> Behaviour:
        """What the estimator shows, if there is one."""
        if self.code.model is None:
            return Behaviour()
        behaviour = observe(self.code, self.asked, self.problems)
        fitted = any(look.k for look in behaviour.looks)
        raised = all(trouble.kind == "raised" for trouble in self.asked.trouble)
        if fitted or not raised:
            return behaviour
        return observe_square(self.code, self.asked, self.square)

    def name(self, name: str, part: str, **details: Any) -> None:
        """Note a mistake, once."""
        if name not in self.found.ids:
            self.found.mistakes.append(Named(name, part, line=line_of(self.text, name, part), **details))

    def answers(self, part: str) -> Seen:
        """What a function answers; where it has no answer unless m = n, what it answers there."""
        question = getattr(self.code, part)
        seen = self.asked.each(question, self.problems)
        if len(seen) <= 1 and question is not None:
            seen = self.asked.each(question, self.square)
        self.answered |= {part} if seen else set()
        return seen

    # ---- functions of θ, X and y ----------------------------------------------------------------------------------

    def read_cost(self) -> None:
        """What the cost computes, and hence which convention it follows or was meant to follow."""
        seen = self.answers("cost")
        fitting = first_group(cost_accounts(seen), lambda account: self.explains(account, seen)) if seen else []
        if not seen or (self.text.measures("cost") and (not fitting or fitting[0].ids)):
            return
        if not fitting and not (self.text.is_cost and self.depends("cost", seen)):
            return
        self.found.parts["cost"] = bool(fitting)
        if not fitting:
            self.name(UNKNOWN, "cost", example=self.evidence("cost", seen, Convention.HALF_MEAN))
            return
        chosen = fitting[0]
        halved = chosen.convention.numerator == 1  # nobody measures with a ½: it is there for the derivative
        vague = bool(LOSES_THE_FACTOR & set(chosen.ids)) or (self.text.is_metric("cost") and not halved)
        self.own = None if vague else chosen.convention
        self.name_account("cost", chosen, seen)

    def logged(self, behaviour: Behaviour) -> list[Look]:
        """What descent or the fit leads to, each look with the losses that it logs on its way."""
        ask = self.code.logged
        if self.own is not None or ask is None:
            return []
        looks = behaviour.looks
        if self.code.descend is not None:
            given = [(p, k, (p.theta, p.X, p.y, p.lr, k)) for p in self.problems[:2] for k in COUNTS[2:]]
            ends = [(p, k, Asked().put(self.code.descend, *data)) for p, k, data in given]
            looks = [Look(p, k, theta, None) for p, k, theta in ends if theta is not None]
        few = [look for look in looks if look.problem in self.problems[:2] and look.k in COUNTS[2:]]
        return [replace(look, history=self.logged_until(look)) for look in few] if steps_over_all(few) else []

    def logged_until(self, look: Look) -> Array | None:
        """The losses that are logged up to a look."""
        p, losses = look.problem, None
        if look.k == max(COUNTS) and self.code.logged is not None:
            losses = Asked().put(self.code.logged, p.theta, p.X, p.y, p.lr, look.k)
        return None if losses is None else np.ravel(losses)

    def read_history(self, losses: Iterator[Account | None]) -> Convention | None:
        """What the first of these recorded or logged losses is meant to be, and what is wrong with it."""
        account = next(losses, None)
        if account is None:
            return None
        for name in account.ids:
            self.name(name, "model", formula=account.formula, right=account.convention.cost)
        return account.convention

    def read_gradient(self) -> None:
        """What the gradient computes."""
        seen = self.answers("gradient")
        if not seen:
            return
        fitting = first_group(gradient_accounts(self.own, seen), lambda account: self.explains(account, seen))
        if not fitting and not self.depends("gradient", seen):
            return
        self.found.parts["gradient"] = bool(fitting)
        if not fitting:
            self.name(UNKNOWN, "gradient", example=self.evidence("gradient", seen, self.own or Convention.HALF_MEAN))
            return
        self.known = fitting[decide(self.text, "gradient", [account.ids for account in fitting])]
        self.found.convention = self.known.convention
        self.name_account("gradient", self.known, seen)

    def explains(self, account: Account, seen: Seen) -> bool:
        """Whether an account agrees with every answer."""
        return explains(account, seen) and self.divides_so(account)

    def divides_so(self, account: Account) -> bool:
        """That 1//m is 0 explains no 0 where nothing is cut off."""
        return "1//m" not in account.formula or bool(re.search(r"//|int\(|^$", self.text.source))

    def read_another_cost(self) -> None:
        """A gradient that is the derivative of the file's own cost is right, be it another: of ridge with λ = 1."""
        told = {m.id for m in self.found.mistakes if m.part == "cost"}
        if not told <= {UNKNOWN, "intercept-subtracted"} or not told or not self.code.gradient:
            return
        if self.of_its_cost(ridge.is_derivative):
            self.found.mistakes = [m for m in self.found.mistakes if m.part not in ("cost", "gradient")]
            self.found.parts |= {"cost": False, "gradient": False}
            self.known = None
            self.found.doubt = "Its gradient is the derivative of its own cost, which is none of the four known here."

    def name_account(self, part: str, account: Account, seen: Seen) -> None:
        """Note what an account says, with the smallest example."""
        if not account.ids:
            return
        right = account.convention.cost if part == "cost" else account.convention.gradient
        asked = self.function_question(part, account, self.code, seen)
        example = smallest.search(asked) or smallest.search_among_fewer(asked)
        for name in account.ids:
            self.name(name, part, formula=account.formula, right=right, example=example)

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

    def depends(self, part: str, seen: Seen) -> bool:
        """Whether the answer depends on θ and on y: what does not is neither a cost nor a gradient."""
        p, answer = seen[0]
        others = (replace(p, theta=p.theta + 1), replace(p, y=p.y + np.arange(1, p.m + 1)))
        answers = [self.asked.put(getattr(self.code, part), q.theta, q.X, q.y) for q in others]
        return all(other is not None and not agrees(other, answer) for other in answers)

    def evidence(self, part: str, seen: Seen, convention: Convention) -> Example:
        """The first problem that was answered wrongly, for want of a name."""
        right = getattr(Working.right(convention), part)
        wrong = [(p, g) for p, g in seen if not agrees(right(p.theta, p.X, p.y), g)]
        p, yours = (wrong or list(seen))[0]
        return Example(p, yours, right(p.theta, p.X, p.y))

    # ---- steps -----------------------------------------------------------------------------------------------------

    def read_descent(self) -> None:
        """What the loop of descent does."""
        asked = self.text.takes("descend", "n_iterations")
        traces = self.asked.traces(self.code, self.problems[:3]) if asked else []
        if not traces and asked and self.code.descend:
            traces = self.asked.traces(self.code, self.square)
        if not traces:
            return
        self.answered.add("descend")
        fitting = self.explained(traces)
        if not fitting and self.text.may_stop("descend"):
            gentle = self.asked.traces(self.code, gently(self.problems[:3]))
            if fitting := self.explained(gentle):
                self.note_gentle(fitting, [traces])
                traces = gentle
        if not fitting and not (self.steps(traces) or self.text.steps("descend")):
            return
        if not fitting and (self.found.doubt or self.goes_otherwise("descend", [traces])):
            return
        if not fitting and (self.begins_right(traces) or self.text.goes_its_own_way("descend")):
            return
        self.found.parts["descend"] = bool(fitting)
        if not fitting:
            self.name(UNKNOWN, "descend", example=self.step_evidence(traces))
            return
        chosen = fitting[decide(self.text, "descend", [path.ids for path in fitting])]
        self.name_path("descend", chosen, traces)

    def note_gentle(self, paths: Sequence[Path], ordinary: Sequence[Sequence[Trace]]) -> None:
        """Note that only short steps were understood, and whether longer ones end at earlier iterates."""
        self.found.steps_otherwise = True
        self.found.remarks.append("Its steps are those of descent as long as each lowers the cost.")
        along = self.any_way(otherwise.goes_along, [single_steps(traces) for traces in ordinary])
        if not along and not any(ends_early(path, traces) for path in paths for traces in ordinary):
            self.found.doubt = "Short steps are those of descent; with longer ones it does what is not known here."

    def explained(self, traces: list[Trace]) -> list[Path]:
        """The accounts of these steps."""
        fitting = first_group(path_accounts(traces, self.own, self.known), lambda path: follows(path, traces))
        return [path for path in fitting if self.believable("descend", path)]

    def goes_otherwise(self, part: str, walks: Iterable[Sequence[Trace]]) -> bool:
        """Whether it draws, measures or keeps back something of its own, and its steps are right all the same."""
        steps = [single_steps(traces) for traces in walks]
        known = self.draws(part, steps) or self.goes_its_own_length(part, steps) or self.draws_of_two(part)
        return known or self.changes_its_rates(steps)

    def draws(self, part: str, walks: Sequence[Sequence[Step]]) -> bool:
        """Whether it takes one sample at a time, whichever it draws, or all of them in whatever order."""
        if self.any_way(otherwise.draws_samples, walks):
            return self.steps_so(part, "Each step is along one sample, drawn at random: stochastic descent.")
        if self.text.goes_its_own_way(part) and self.any_way(otherwise.shuffles_samples, walks):
            return self.steps_so(part, "It steps after each sample, in an order drawn at random: stochastic descent.")
        return False

    def goes_its_own_length(self, part: str, walks: Sequence[Sequence[Step]]) -> bool:
        """Whether it steps along −∇J at rates of its own, or over a part of the samples that it keeps to."""
        told, measures = self.text.takes(part, "lr"), self.text.calls(part, NORMS)
        if self.any_way(partial(otherwise.keeps_its_own_rates, told=told, measures=measures), walks):
            return self.steps_so(part, "Its steps are along −∇J; how far each goes is its own affair.")
        if self.text.holds_out(part) and self.any_way(otherwise.holds_out, walks):
            return self.steps_so(part, "It descends over a part of the samples, and holds out the others.")
        return False

    def changes_its_rates(self, walks: Sequence[Sequence[Step]]) -> bool:
        """Whether it steps along −∇J, nobody knows how far: neither right nor wrong."""
        if not self.any_way(otherwise.changes_its_rates, walks):
            return False
        self.found.doubt = "Its steps are along −∇J; why they are as long as they are is not known here."
        return True

    def any_way(self, question: Callable[[Account, Sequence[Step]], bool], walks: Sequence[Sequence[Step]]) -> bool:
        """Whether a question is answered by yes for one of the walks and one of the gradients that are right."""
        return any(question(gradient, steps) for steps in walks for gradient in right_gradients(possible(self.own)))

    def steps_so(self, part: str, said: str) -> bool:
        """Note that a part is right, and that it does not step as plain descent does."""
        self.found.parts[part] = self.found.steps_otherwise = True
        self.found.remarks.append(said)
        return True

    def draws_of_two(self, part: str) -> bool:
        """Whether what draws at random steps along batches of its samples, where it has but two."""
        if not self.text.goes_its_own_way(part):
            return False
        steps = [single_steps(traces) for traces in self.walks_of_two(part)]
        said = "It steps along samples or batches drawn at random, looked at where there are two samples."
        return self.any_way(otherwise.draws_of_two, steps) and self.steps_so(part, said)

    def walks_of_two(self, part: str) -> list[Sequence[Trace]]:
        """What each number of steps leads to on two samples; of a fit, in any coordinates."""
        pairs = separating.pairs(intercept=self.code.intercept, features=self.code.features)
        if part == "descend":
            return [self.asked.traces(self.code, pairs)]
        looks = looks_at(self.code, self.asked, pairs)
        return [track.traces for track in chain(*tracks(looks))] if looks else []

    def read_recorded(self) -> None:
        """The history that descent returns."""
        first, ask = self.problems[0], self.code.history
        if ask is None or not self.found.parts.get("descend"):
            return

        def losses(k: int) -> Any:
            return Asked().put(ask, first.theta, first.X, first.y, first.lr / 16, k)

        if lacking := missing(losses):
            self.name("history-not-recorded", "descend", observed=lacking)

    def believable(self, part: str, path: Path) -> bool:
        """A step can be thrown away only where the text takes one, and stand outside a loop only where there is one.

        Who keeps the best parameters may well return those before the last step.
        """
        if not self.text.source:
            return True
        thrown, outside = "update-discarded" in path.ids, "update-outside-loop" in path.ids
        fewer = "off-by-one-iterations" in path.ids and part == "model" and "best" in self.text.source.lower()
        return (
            not fewer
            and self.divides_so(path.gradient)
            and (not thrown or self.text.steps(part))
            and (not outside or self.text.repeats(part))
        )

    def steps(self, traces: list[Trace]) -> bool:
        """Whether where it ends depends on the number of steps and on the targets: what does not is no descent."""
        first = traces[0]
        other = replace(first.problem, y=first.problem.y + np.arange(1, first.problem.m + 1))
        end = self.asked.put(self.code.descend, other.theta, other.X, other.y, other.lr, first.k)  # type: ignore[arg-type]
        later = [trace for trace in traces if trace.problem is first.problem and trace.k != first.k]
        return end is not None and not agrees(end, first.end) and any(not agrees(t.end, first.end) for t in later)

    def begins_right(self, traces: list[Trace]) -> bool:
        """Whether all first steps go along −∇J, and one as far as α says: the rest may be a rate that changes."""
        first = [trace for trace in traces if trace.k == 1]
        for convention in Convention:
            ends = [separating.steps(trace.problem, 1, convention) for trace in first]
            if any(map(agrees, ends, (trace.end for trace in first))) and all(map(goes_along, first, ends)):
                return True
        return False

    def step_evidence(self, traces: list[Trace]) -> Example:
        """The first trace, for want of a name."""
        trace = traces[0]
        right = separating.steps(trace.problem, trace.k, self.own or Convention.HALF_MEAN)
        return Example(trace.problem, trace.end, right, trace.k)

    def read_model(self, behaviour: Behaviour) -> None:
        """What the estimator does."""
        self.answered |= {"model"} if behaviour.looks else set()
        self.read_shown(behaviour)
        if not behaviour.looks or not self.text.takes("model", "n_iterations"):
            self.read_solution(behaviour)
            return
        fitting = self.walks(behaviour)
        if not fitting and not behaviour.square and self.text.may_stop("model"):
            looks = looks_at(self.code, self.asked, gently(self.problems[:3]))
            ordinary = [track.traces for track in chain(*tracks(behaviour.looks)) if not track.later]
            if fitting := self.walks(Behaviour(looks)) if looks else []:
                self.note_gentle([path for _, path in fitting], ordinary)
        if not fitting and (behaviour.square or not behaviour.moves()):
            return
        if not fitting and self.fits_otherwise(behaviour):
            return
        self.found.parts["model"] = bool(fitting)
        if fitting:
            track, path = fitting[decide(self.text, "model", [path.ids for _, path in fitting])]
            self.name_path("model", path, track.traces)
            self.read_scaling(track)
        elif not self.found.mistakes and not self.found.doubt and self.astray(behaviour):
            self.name(UNKNOWN, "model")

    def fits_otherwise(self, behaviour: Behaviour) -> bool:
        """The same of a fit, in the coordinates that explain it."""
        walked = [(track, single_steps(track.traces)) for track in chain(*tracks(behaviour.looks))]
        for track, steps in walked:
            if self.draws("model", [steps]) or (not track.forgotten and self.goes_its_own_length("model", [steps])):
                self.read_scaling(track)
                return True
        faithful = [steps for track, steps in walked if not track.forgotten]
        return self.draws_of_two("model") or self.changes_its_rates(faithful)

    def astray(self, behaviour: Behaviour) -> bool:
        """Whether its first step is wrong in any coordinates, and its text speaks of plain descent."""
        return goes_astray(behaviour.looks, self.own, self.known) and not self.text.goes_its_own_way("model")

    def read_shown(self, behaviour: Behaviour) -> None:
        """What showed in its answers."""
        for name, observed in behaviour.shown.items():
            if name == "refit-keeps-state" and self.text.is_given("theta"):
                continue  # where the caller gives the start, going on from it is what was asked for
            if name in OF_A_FIT and not behaviour.moves():
                continue  # what no step changes may be no fit at all
            self.name(name, "model", observed=observed)

    def walks(self, behaviour: Behaviour) -> list[tuple[Track, Path]]:
        """The accounts of its iterates, each in the coordinates in which it explains them."""
        accounts = model_accounts(behaviour.looks, self.own, self.known)
        fitting = first_group(
            accounts, lambda pair: follows(pair[1], pair[0].traces) and self.believable("model", pair[1])
        )
        if behaviour.square:  # what raises everywhere else may have been called wrongly, unless this is why
            fitting = [(track, path) for track, path in fitting if path.ids == ("transposed-product",)]
        return fitting

    def read_scaling(self, track: Track) -> None:
        """The coordinates in which it fits, and whether predict knows of them.

        Where it has no predict, its θ may well be that of its own scaled features; where it scaled X, ours was not.
        """
        if track.forgotten and self.text.predicts and "mutates-input" not in self.found.ids:
            observed = f"Your fit scales X, and {FORGOTTEN[track.forgotten]}."
            self.name("predict-rescales-wrongly", "model", observed=observed)
        elif track.scaling:
            self.found.remarks.append(f"Its fit works on features that are {track.scaling}.")

    def read_solution(self, behaviour: Behaviour) -> None:
        """A fit that takes no steps: at the minimum of J it is right."""
        if not behaviour.looks or self.text.repeats("model"):
            return
        best = [(look, closed_form.minimiser(look.problem.X, look.problem.y)) for look in behaviour.looks]
        if all(agrees(look.problem.X @ look.theta, look.problem.X @ minimum) for look, minimum in best):
            self.found.parts["model"] = self.found.steps_otherwise = True
            self.found.remarks.append("It takes no steps, and ends at the minimum.")

    def name_path(self, part: str, path: Path, traces: Iterable[Trace]) -> None:
        """Note what a path says, with the shortest descent that shows it."""
        self.paths[part] = path
        self.traces = list(traces) if part == "model" else self.traces
        if path.descent.formula not in variants.SCALE_FREE:
            self.found.convention = self.found.convention or path.gradient.convention
        self.found.remarks += [path.remark] if path.remark else []
        self.found.steps_otherwise |= bool(path.remark)
        ids = [retold(self.text, part, name) for name in path.ids if self.counts(name, part, path)]
        if not set(ids) - set(self.found.ids):
            return
        example = self.path_example(part, path, list(traces))
        for name in ids:
            in_loop = name not in path.gradient.ids
            formula = path.descent.formula if in_loop else path.gradient.formula
            right = "θ ← θ − α∇J" if in_loop else path.gradient.convention.gradient
            self.name(name, part, formula=formula, right=right, example=example)

    def counts(self, name: str, part: str, path: Path) -> bool:
        """What cannot be passed is not ignored, but the code's own: its rate, and how many batches it draws."""
        if name == "loops-over-samples" and self.text.draws(part):
            self.found.remarks.append("It draws as many batches in each iteration as there are samples.")
            self.found.steps_otherwise = True
            return False
        if name != "learning-rate-ignored" or self.text.takes(part, "lr"):
            return True
        self.found.remarks.append(f"Its learning rate is its own: {path.descent.formula}.")
        return False

    def path_example(self, part: str, path: Path, traces: list[Trace]) -> Example | None:
        """The shortest descent, on the smallest problem, that differs from all others."""
        start = self.start(traces) if part == "model" else None
        if part == "model" and start is None:
            return None
        questions = [self.steps_question(part, path, traces, k, start) for k in (1, 2, 3)]
        searches = ((search, k) for search in (smallest.search, smallest.search_among_fewer) for k in (1, 2, 3))
        found = ((search(questions[k - 1]), k) for search, k in searches)
        return next((replace(example, k=k) for example, k in found if example is not None), None)

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

    # ---- the rest --------------------------------------------------------------------------------------------------

    def read_changes(self) -> None:
        """Inputs that are no longer what they were; a θ that is changed because nothing is returned is the answer."""
        in_place = any("changed in place" in call for call in self.text.bound.values())
        meant = {"θ"} if in_place or LOOP & set(self.found.ids) else set()
        changed = " and ".join(sorted(self.asked.changed - meant))
        if changed:
            self.name("mutates-input", "model", observed=changed)

    def read_integers(self) -> None:
        """Whole numbers must give the same answer whatever dtype they come in."""
        quiet = Asked()
        given = whole(self.problems[:1])
        for part in ("cost", "gradient"):
            if not self.found.parts.get(part):
                continue
            question = getattr(self.code, part)
            floats, ints = quiet.each(question, given), quiet.each(question, as_integers(given))
            if floats and ints and not agrees(floats[0][1], ints[0][1]):
                p, right = floats[0]
                observed = "The same whole numbers give another answer as integers than as floats."
                self.name("integer-truncation", part, observed=observed, example=Example(p, ints[0][1], right))

    def forgive(self) -> None:
        """A gradient that nothing explains, in code whose descent is right, is some other function of it."""
        if LOOP & set(self.found.ids):  # as many entries as steps were taken are all that can be promised
            self.found.mistakes = [m for m in self.found.mistakes if m.id != "history-not-recorded"]
        if "intercept-missing" in self.found.ids:  # what fit and predict share is one mistake
            self.found.mistakes = [m for m in self.found.mistakes if m.id != "predict-ignores-intercept"]
        if "predict-changes-model" in self.found.ids:  # what was seen through predict is of another number of steps
            self.found.mistakes = [m for m in self.found.mistakes if m.id not in ("off-by-one-iterations", UNKNOWN)]
        if "mutates-input" in self.found.ids:  # whatever else it computes, it does not compute it from our numbers
            self.found.mistakes = [m for m in self.found.mistakes if m.id != UNKNOWN]
        wrong_paths = {part for part, path in self.paths.items() if path.ids}
        right = [part for part in ("descend", "model") if self.found.parts.get(part) and part not in wrong_paths]
        wrong = {m.part for m in self.found.mistakes if m.id != UNKNOWN}
        if right and not wrong & set(right):
            beside = {(UNKNOWN, part) for part in ("gradient", "cost", "descend")}
            # A training that adds −∇J, and reads the entries in the order in which they come, takes the right steps.
            beside |= {("swapped-components", "gradient"), ("sign-flipped", "gradient")}
            if self.own and self.text.trains_with("gradient"):  # one that divides by m itself may be given a sum
                beside |= {("missing-mean", "gradient"), ("factor-two", "gradient")}
            self.found.parts |= {m.part: False for m in self.found.mistakes if (m.id, m.part) in beside}
            self.found.mistakes = [m for m in self.found.mistakes if (m.id, m.part) not in beside]

    def read_penalty(self) -> None:
        """What λ does in the cost, in the gradient and in the steps."""
        if self.code.regularised is None:
            return
        weighted = self.code.regularised(ridge.WEIGHT)
        of_cost = ridge.in_cost(self.code, self.problems) if self.code.cost else None
        if of_cost is ridge.NONE and not self.text.takes("cost", "penalty"):
            of_cost = None  # a cost that knows of no λ says nothing of the penalty
        found = {
            "cost": of_cost,
            "gradient": ridge.in_gradient(self.code, self.problems) if self.code.gradient else None,
        }
        if "descend" in self.paths and not self.paths["descend"].ids:
            traces = Asked().traces(weighted, self.problems[:2])
            found["descend"] = ridge.in_steps(self.paths["descend"], traces) if traces else None
        if "model" in self.paths and not self.paths["model"].ids and (fits := self.fits(weighted)):
            found["model"] = ridge.in_steps(self.paths["model"], fits)
        stepped = [found.get(part) for part in ("descend", "model")]
        added = found["gradient"] is ridge.NONE and any(penalty not in (None, ridge.NONE) for penalty in stepped)
        if added:  # where the step is taken
            found["gradient"] = None
        known = self.found.parts.get("cost") and self.found.parts.get("gradient") and not added
        if known and found["gradient"] is None and self.of_its_cost(ridge.belongs) is False:
            self.name("regulariser-misscaled", "gradient", observed=ridge.UNLIKE)
        for part, penalty in found.items():
            for wrong in ridge.judge(
                part, penalty, of_cost, self.has_intercept(part), self.multiple() if part == "gradient" else 1.0
            ):
                example = self.penalty_example(wrong, weighted)
                self.name(wrong.id, part, formula=wrong.added.formula, right=wrong.meant.formula, example=example)

    def has_intercept(self, part: str) -> bool:
        """Whether θ₀ is known to be the intercept of this part: it is passed apart, or the ones are added inside."""
        return self.code.intercept and (part not in self.text.bound or self.text.columns(part) == "d")

    def of_its_cost(self, question: Callable[[Implementation, Sequence[Problem]], bool]) -> bool | None:
        """What a comparison of the gradient with the cost says; None where one of the two has no answer."""
        try:
            return question(self.code, self.problems[:2])
        except (Unanswered, TypeError, ValueError):
            return None

    def read_momentum(self) -> None:
        """What momentum does to the steps; without it they were plain."""
        if self.code.remembering is None:
            return
        with_it = self.code.remembering(MOMENTUM)
        walks: list[Sequence[Trace]] = [self.asked.traces(with_it, self.problems[:2])]
        asked = self.problems[:2] if with_it.model is not None else []
        looks = looks_at(with_it, Asked(), asked)
        walks += [track.traces for track in chain(*tracks(looks)) if not track.later] if looks else []
        paths = ((path, walk) for walk in walks if walk for path in self.ways(walk))
        found = next((path for path, walk in paths if follows(path, walk)), None)
        if found is not None and found.remark:
            self.found.remarks.append(
                f"Asked with a momentum of {MOMENTUM:g}, {found.remark[0].lower()}{found.remark[1:]}"
            )
        elif found is None and (walks[0] or any(look.k == 0 for look in looks)):  # it is known where it started
            self.found.doubt = (
                f"Without momentum its steps are right; with {MOMENTUM:g} they are of no method known here."
            )

    def ways(self, walk: Sequence[Trace]) -> Iterator[Path]:
        """Right ways of descending, the plain one first."""
        return chain(right_paths(self.own, self.known), variant_paths(walk, self.own, self.known))

    def penalty_example(self, wrong: ridge.Found, weighted: Implementation) -> Example | None:
        """The smallest problem on which this penalty differs from all others: one gradient, or two steps."""
        part, known = wrong.part, self.known
        if part == "gradient" and known is not None:
            asked = self.function_question("gradient", known, weighted, self.answers("gradient"))
            return ridge.example(wrong, lambda p: smallest.asking(ridge.added_to(known, p)), asked)
        if part not in self.paths:
            return None
        path, start = self.paths[part], self.start(self.traces) if part == "model" else None
        plain = replace(self.steps_question(part, path, self.traces, 2, start), rivals=[], main=[])
        plain = replace(plain, confirm=lambda p: self.ends(part, p, 2, weighted))
        found = ridge.example(wrong, lambda p: smallest.ending(ridge.penalised(path, p), 2), plain)
        return found and replace(found, k=2)

    def multiple(self) -> float:
        """By what the whole gradient is too large, if it is a multiple of the right one; else 1."""
        p = next(p for p in self.problems if p.m == ridge.SIZE)
        if self.known is None or self.own is None:
            return 1.0
        yours, right = (account.answer(p.theta, p.X, p.y) for account in (self.known, *right_gradients([self.own])))
        ratio = float(yours @ right / (right @ right))
        return ratio if agrees(yours, ratio * right) else 1.0

    def fits(self, code: Implementation) -> list[Trace]:
        """Where the fits of another implementation end, from the starts that this one has."""
        starts = {len(trace.problem.theta): trace.problem.theta for trace in self.traces}
        if any(trace.problem.theta is not starts[len(trace.problem.theta)] for trace in self.traces):
            return []  # it begins anywhere
        problems = [replace(p, theta=starts[n]) for p in self.problems[:2] if (n := p.X.shape[1]) in starts]
        ends = [(p, k, look.theta) for p in problems for k in (1, 2) for look in look_at(code, Asked(), p, k)]
        return [Trace(p, k, end) for p, k, end in ends]

    def read_trouble(self) -> None:
        """A part that raises at every question does not run."""
        for part in ("cost", "gradient", "descend", "model"):
            if getattr(self.code, part) is not None and part not in self.answered:
                raised = [trouble for trouble in self.asked.trouble if is_certain(trouble, self.text)]
                if raised and not self.found.mistakes:
                    self.found.mistakes.append(
                        Named("does-not-run", part, observed=raised[0].what, line=raised[0].line)
                    )
