"""What is enough for an accusation, and what is not: docs/decisions/verdicts.md, in code."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import replace

from verification import separating
from verification.accounts import agrees
from verification.convention import Convention
from verification.diagnosis import UNDEFINED, Diagnosis, Named
from verification.evidence import ROUNDING, Text
from verification.examine import DESCENT, Finding, Verdict
from verification.implementation import Implementation, Unanswered
from verification.laws import Broken
from verification.submission.binding import Submission
from verification.submission.miscalls import miscalls
from verification.submission.undefined import made_of_themselves, never_set, over_sizes
from verification.submission.watching import ROWS, Watched

HOW = "Add a function gradient(theta, X, y), or say what to check: --gradient, --cost, --fit."
CUTS = ("script__", "locals_of(")
ON_ONE = frozenset(
    str.split(
        "missing-mean factor-two sign-flipped averaged-twice divided-by-m-minus-1 gradient-precedence missing-x "
        "absolute-residual squared-residual intercept-missing intercept-not-updated intercept-times-feature "
        "sequential-update stale-theta accumulator-not-reset wrong-feature swapped-components only-one-sample "
        "update-inside-sample-loop cost-precedence cost-square-of-sum cost-not-averaged cost-not-squared"
    )
)
"""What the steps on one set of data tell from everything else."""
SEEN = frozenset(["mutates-input", "refit-keeps-state"])
"""What is seen by itself, whatever a function is meant for."""
BESIDE = SEEN | frozenset(
    str.split(
        "missing-mean factor-two averaged-twice accumulator-not-reset missing-x intercept-times-feature wrong-feature "
        "stale-theta gradient-precedence hard-coded-size dropped-sample only-one-sample intercept-updated-twice"
    )
)
"""What is no other method that somebody may mean, such as descent by coordinates, or along |r|."""
OF_THE_CUT = frozenset(
    str.split(
        "unknown hard-coded-size mutates-input learning-rate-ignored update-discarded refit-keeps-state "
        "history-not-recorded off-by-one-iterations"
    )
)
"""What these mistakes look like may come from how a script without an interface of its own was cut into a function."""
OF_THE_LIMIT = frozenset(["error_contracts", "limit_is_projection", "converges_below_two_over_L"])
"""Laws of many steps, which nobody takes who stops when they have become short."""
NEARLY = "right to single precision, and less exact than rounding alone would leave it"
STOPS = "it may stop before the limit, as its text says"
EARLIER = "it stopped at an earlier iterate, as its text says it may"
OF_TRAINING = {"predictions_are_affine", "fitting_again_changes_nothing", "history_is_of_the_iterates"}
"""Laws that speak of what trains: of what was only taken for a fit they say nothing."""


def is_its_own(failure: Unanswered, text: Text) -> bool:
    """Whether the code fails whatever it is given: it does not parse or load, or uses a name that is not defined."""
    undefined = failure.kind == "raised" and failure.what.startswith(UNDEFINED) and not text.may_define(failure.what)
    return failure.kind == "does-not-run" or undefined


def never_defined(diagnosis: Diagnosis, text: Text) -> list[Unanswered]:
    """What was raised for an attribute of an object of this file that no line of it ever defines."""
    return [trouble for trouble in diagnosis.trouble if never_set(text.tree, trouble.what)]


def faults_of_the_text(submission: Submission, text: Text) -> list[Unanswered]:
    """What need not be raised to be seen; of a notebook little: its cells bend what others define."""
    certain = [] if submission.source.is_notebook else made_of_themselves(text.tree) + miscalls(text.tree)
    return over_sizes(text.tree) + certain


def of_the_cut(bound: Mapping[str, str], mistakes: Collection[Named]) -> list[Named]:
    """Those of the mistakes that may be ours, who cut a script into a function."""
    cut = [part for part, text in bound.items() if any(mark in text for mark in CUTS)]
    return [m for m in mistakes if cut and m.id in OF_THE_CUT and m.part in (*cut, "model")]


def cannot_step(watched: Watched) -> Unanswered | None:
    """That a script begins with whole numbers, and numpy refuses to put the first step in their place.

    We pass it a start of our own, so that it shows on its own data alone.
    """
    try:
        watched.state(ROWS[0], 1)
    except Unanswered as trouble:
        return trouble if trouble.error == "UFuncTypeError" and trouble.line else None
    return None


def of_a_limit(cut: Collection[Named]) -> bool:
    """Whether all that a script does otherwise is a step more or less than its limit says."""
    return {m.id for m in cut} == {"off-by-one-iterations"}


CUT = f"It has no function to call, and what the script computes when cut into one does not tell. {HOW}"


def shows_on_one(diagnosis: Diagnosis) -> bool:
    """Whether the steps are understood, and mistakes in them can be told from all others on a script's own data."""
    return diagnosis.parts.get("descend", False) and not diagnosis.doubt and set(diagnosis.ids) <= ON_ONE


def is_wrong_beside(mistakes: Collection[str], failure: Unanswered | None) -> bool:
    """Whether these mistakes are wrong in whatever stands beside a right function, or it does not run at all."""
    return failure is not None or (bool(mistakes) and set(mistakes) <= BESIDE)


def recognised(code: Implementation, diagnosis: Diagnosis) -> tuple[Implementation, str]:
    """The code without the parts whose answers nothing explains, which may not be what they were taken for.

    With the name of one that is missed: what else a right fit has beside it, and can be called, is its own affair.
    """
    parts = ("cost", "gradient", "descend")
    doubtful = [part for part in parts if getattr(code, part) is not None and not diagnosis.parts.get(part)]
    trained = any(diagnosis.parts.get(part) for part in ("descend", "model"))
    raised = any(trouble.kind == "raised" for trouble in diagnosis.trouble)
    missed = doubtful if raised or not trained else []
    for part in doubtful:
        code = replace(code, **dict.fromkeys([part]))  # type: ignore[arg-type]
    return code, missed[0] if missed else ""


def silent(diagnosis: Diagnosis) -> set[str]:
    """The laws that do not speak of code which was found to descend in another way than the plain one."""
    steps = {law.name for law in DESCENT}
    steps |= {"fit_takes_the_steps", "history_is_of_the_iterates", "descend_is_exact_on_integers"}
    return steps if diagnosis.steps_otherwise else set()


def is_known_better(law: Finding, diagnosis: Diagnosis) -> bool:
    """Whether the diagnosis has explained every step of a fit, in coordinates that the law does not know, and more."""
    if law.verdict is not Verdict.FAILED or not diagnosis.parts.get("model"):
        return False
    # Whether a history of some of the losses grows, the diagnosis has asked with many more steps.
    sparse = law.law == "history_is_of_the_iterates" and "the shape of the history" in law.reason
    return law.law == "fit_takes_the_steps" or sparse


def is_fewer_steps(broken: Broken) -> bool:
    """Whether what was observed is an earlier iterate of the descent that was asked for."""
    asked, p = re.match(r"θ after (\d+) steps", broken.what), broken.problem
    ends = (separating.steps(p, k, Convention.HALF_MEAN) for k in range(1, int(asked[1]))) if asked else ()
    return any(agrees(broken.observed, end) for end in ends)


def weighed(law: Finding, text: Text, diagnosis: Diagnosis) -> Finding:
    """A broken law is no conviction where the code raised, which may be for how it was called; nor where only the
    steps of a fit are strange to us, who have not seen where it started. Where no more is missing than single precision
    would miss, the law holds: derivatives may be taken by difference quotients. So it does where it stopped early.
    Whoever rounds to a few decimals does so on purpose."""
    broken, bound = law.broken, text.bound
    if broken is not None and not isinstance(broken.expected, str) and agrees(broken.observed, broken.expected):
        return replace(law, verdict=Verdict.PASSED, reason="", remarks=(*law.remarks, NEARLY))
    if broken is not None and text.may_stop("descend") and law.law in OF_THE_LIMIT:
        return replace(law, verdict=Verdict.PASSED, reason="", remarks=(*law.remarks, STOPS))
    if broken is not None and text.may_stop("descend") and is_fewer_steps(broken):
        return replace(law, verdict=Verdict.PASSED, reason="", remarks=(*law.remarks, EARLIER))
    if law.verdict is not Verdict.FAILED:
        return law
    cut = any(mark in text for text in bound.values() for mark in CUTS)
    unseen = law.law in OF_TRAINING and not diagnosis.parts.get("model")
    doubtful = (
        cut
        or any(text.calls(part, ROUNDING) for part in bound)
        or law.unanswered is not None
        or law.law == "fit_takes_the_steps"
        or unseen
    )
    return replace(law, verdict=Verdict.INCONCLUSIVE) if doubtful else law
