"""One submission, from the file to the verdict: bind it, name what is wrong, and hold what seems right to the laws.

Naming comes first because it is quick; the laws then try to break what no mistake explains. A verdict of *incorrect*
rests on answers that differ from the truth, never on a name alone.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from verification.diagnosis import Diagnosis, diagnose
from verification.evidence import Text
from verification.examine import DESCENT, LAWS, Finding, Verdict, examine, overall
from verification.implementation import Implementation, Unanswered
from verification.submission.binding import MEMORY, TIMEOUT, Submission, open_submission
from verification.submission.driver import Process

# Problems that each law is tried on for a file; the integer probes and the diagnosis ask at many more.
EXAMPLES = 6
# JAX takes a second and a half to start, and a learner waits: the exact oracle decides the same questions.
QUICK = tuple(law for law in LAWS if law.oracle != "autodiff")


@dataclass(frozen=True)
class How:
    """How a submission is to be called and what it may use: expressions that settle a binding, seconds, bytes.

    thorough: every law, autodiff included, on more problems: for a library, whose author can wait.
    """

    gradient: str | None = None
    cost: str | None = None
    fit: str | None = None
    timeout: float = TIMEOUT
    memory: int = MEMORY
    thorough: bool = False


@dataclass
class Checked:
    """What came of a check: the verdict, the diagnosis behind it, the findings of the laws, and why, in sentences."""

    target: str
    verdict: Verdict
    submission: Submission
    diagnosis: Diagnosis = field(default_factory=Diagnosis)
    laws: list[Finding] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)


def check(target: str | Path, how: How | None = None, spare: Process | None = None) -> Checked:
    """Check a file, a notebook, a module or module:object. Raises `LookupError` where there is no such thing.

    spare: a process for the submission that was started beforehand.
    """
    how = how or How()
    with open_submission(
        target,
        gradient=how.gradient,
        cost=how.cost,
        fit=how.fit,
        timeout=how.timeout,
        memory=how.memory,
        spare=spare,
    ) as submission:
        return _judged(Checked(str(target), Verdict.INCONCLUSIVE, submission), how)


def _judged(checked: Checked, how: How) -> Checked:
    submission = checked.submission
    if submission.failure is not None:
        checked.verdict = Verdict.FAILED if _is_its_own(submission.failure) else Verdict.INCONCLUSIVE
        checked.reasons = [submission.failure.what]
        return checked
    text = Text(submission.source.text, submission.lines, submission.bound)
    checked.diagnosis = diagnose(submission.implementation, text)
    guessed = _guessed(checked)
    if checked.diagnosis.mistakes and not guessed:
        checked.verdict = Verdict.FAILED
        return checked
    checked.diagnosis.mistakes = []
    laws, examples = (LAWS, 25) if how.thorough else (QUICK, EXAMPLES)
    beside = _about_batches(checked.diagnosis)
    laws = tuple(law for law in laws if law.name not in beside)
    recognised, unrecognised = _recognised(submission.implementation, checked.diagnosis)
    if text.is_metric("cost"):
        recognised = replace(recognised, cost=None)
    findings = [] if guessed else [law for law in examine(recognised, examples, laws) if law.law not in beside]
    checked.laws = [_weighed(law, checked) for law in findings if not _is_known_better(law, checked.diagnosis)]
    checked.verdict = overall(checked.laws)
    if checked.verdict is Verdict.PASSED and submission.undriven:
        checked.verdict = Verdict.INCONCLUSIVE
        guessed = [f"{submission.undriven[0]}() was found, and no way of calling it. {_HOW}"]
    if checked.verdict is Verdict.PASSED and unrecognised:
        checked.verdict = Verdict.INCONCLUSIVE
        guessed = [_unrecognised(checked, unrecognised)]
    checked.reasons = guessed or [f.reason for f in checked.laws if f.verdict is checked.verdict and f.reason]
    if checked.verdict is Verdict.INCONCLUSIVE and unrecognised:
        checked.reasons = checked.reasons or [_unrecognised(checked, unrecognised)]
    return checked


def _unrecognised(checked: Checked, part: str) -> str:
    return f"What {checked.submission.bound[part]} answers is not to be recognised. {_HOW}"


def _recognised(code: Implementation, diagnosis: Diagnosis) -> tuple[Implementation, str]:
    """The code without the parts whose answers nothing explains, which may not be what they were taken for.

    With the name of one that is missed: what else a right fit has beside it, and can be called, is its own affair.
    """
    doubtful = [part for part in ("cost", "gradient", "descend") if not _is_known(part, code, diagnosis)]
    trained = any(diagnosis.parts.get(part) for part in ("descend", "model"))
    raised = any(trouble.kind == "raised" for trouble in diagnosis.trouble)
    missed = [part for part in doubtful if raised or not trained]
    for part in doubtful:
        code = replace(code, **dict.fromkeys([part]))  # type: ignore[arg-type]
    return code, missed[0] if missed else ""


def _is_known(part: str, code: Implementation, diagnosis: Diagnosis) -> bool:
    return getattr(code, part) is None or diagnosis.parts.get(part, False)


def _is_its_own(failure: Unanswered) -> bool:
    """Whether the code fails whatever it is given: it does not parse or load, or uses a name that is not defined."""
    undefined = failure.kind == "raised" and failure.what.startswith(("NameError", "UnboundLocalError"))
    return failure.kind == "does-not-run" or undefined


def _is_known_better(law: Finding, diagnosis: Diagnosis) -> bool:
    """Whether the diagnosis has explained every step of a fit, in coordinates that the law does not know."""
    return law.law == "fit_takes_the_steps" and law.verdict is Verdict.FAILED and bool(diagnosis.parts.get("model"))


def _weighed(law: Finding, checked: Checked) -> Finding:
    """A broken law is no conviction where the code raised, which may be for how it was called; nor where only the
    steps of a fit are strange to us, who have not seen where it started."""
    cut = any(mark in text for text in checked.submission.bound.values() for mark in CUTS)
    unseen = law.law in OF_TRAINING and not checked.diagnosis.parts.get("model")
    doubtful = cut or law.unanswered is not None or law.law == "fit_takes_the_steps" or unseen
    return replace(law, verdict=Verdict.INCONCLUSIVE) if law.verdict is Verdict.FAILED and doubtful else law


# Laws that speak of what trains: of what was only taken for a fit they say nothing.
OF_TRAINING = {"predictions_are_affine", "fitting_again_changes_nothing", "history_is_of_the_iterates"}
CUTS = ("script__", "locals_of(")
# What these mistakes look like may come from how a script without an interface of its own was cut into a function.
OF_THE_CUT = {"unknown", "mutates-input", "learning-rate-ignored", "update-discarded", "refit-keeps-state"}


def _guessed(checked: Checked) -> list[str]:
    """Why what was found is no ground for an accusation, if it is none."""
    cut = [part for part, text in checked.submission.bound.items() if any(mark in text for mark in CUTS)]
    found = checked.diagnosis.mistakes
    if not found or not cut or any(m.id not in OF_THE_CUT or m.part not in (*cut, "model") for m in found):
        return []
    return ["It has no function to call, and what the script computes when cut into one does not tell. " + _HOW]


_HOW = "Add a function gradient(theta, X, y), or say what to check: --gradient, --cost, --fit."


def _about_batches(diagnosis: Diagnosis) -> set[str]:
    """The laws that do not speak of code which was found to step after each sample."""
    steps = {law.name for law in DESCENT} | {"fit_takes_the_steps", "history_is_of_the_iterates"}
    steps |= {"descend_is_exact_on_integers"}
    return steps if diagnosis.stochastic else set()
