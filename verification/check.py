"""One submission, from the file to the verdict: bind it, name what is wrong, and hold what seems right to the laws.

Naming comes first because it is quick; the laws then try to break what no mistake explains. A verdict of *incorrect*
rests on answers that differ from the truth, never on a name alone.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from verification import grounds
from verification.diagnosis import Diagnosis, Named, diagnose
from verification.evidence import Text, line_of
from verification.examine import LAWS, Finding, Verdict, examine, overall
from verification.implementation import Unanswered
from verification.submission.binding import MEMORY, TIMEOUT, Submission, open_submission
from verification.submission.driver import Process
from verification.submission.watching import Watched, implementations

# Problems that each law is tried on for a file; the integer probes and the diagnosis ask at many more.
EXAMPLES = 6
UNSUMMED = "residuals-not-summed"
BESIDE = 2  # functions or classes beside a right one that are looked at as well
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

    @property
    def calls(self) -> bool:
        """Whether the caller says what is to be called."""
        return bool(self.gradient or self.cost or self.fit)


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
    checked = _judged_as_called(checked, how)
    watched = checked.submission.watched
    if checked.verdict is Verdict.PASSED and checked.submission.beside:
        return _judged_with_others(checked, how)
    if checked.verdict is Verdict.PASSED and watched is not None and (fault := grounds.cannot_step(watched)):
        checked.diagnosis.mistakes = [_faulty(fault)]
        return _ended(checked, True, fault.what)
    stepped = checked.verdict is Verdict.PASSED and checked.submission.bound.keys() & {"descend", "model"}
    if checked.verdict is Verdict.FAILED or stepped or watched is None or how.calls:
        return checked
    return _judged_as_it_runs(checked, watched)


def _judged_with_others(checked: Checked, how: How) -> Checked:
    """A right function or class beside which stands another of the kind: the file is wrong if that one is."""
    for name in checked.submission.beside[:BESIDE]:
        other = check(f"{checked.target}:{name}", how)
        if other.verdict is Verdict.FAILED and grounds.is_wrong_beside(other.diagnosis.ids, other.submission.failure):
            return replace(other, target=checked.target)
    return checked


def _judged_as_it_runs(checked: Checked, watched: Watched) -> Checked:
    """A script that nothing could be passed to, by the steps that it takes on its own data; or what was said of it."""
    submission, part = checked.submission, {"descend": watched.routine.line}
    text = Text(submission.source.text, part, {"descend": "script(lr, n_iterations)"}, submission.whole)
    read = ((code, diagnose(code, text)) for code in implementations(watched))
    code, diagnosis = next(((code, found) for code, found in read if grounds.shows_on_one(found)), (None, None))
    if code is None or diagnosis is None:
        return checked
    submission.bound, submission.lines = {"descend": code.name}, part
    submission.questions, submission.failure = [], None
    checked.diagnosis, checked.laws = diagnosis, []
    if watched.made_up:
        diagnosis.remarks.append("Its data are not here: it ran on made-up numbers.")
    return _ended(checked, True) if diagnosis.mistakes else replace(checked, verdict=Verdict.PASSED, reasons=[])


def _judged_as_called(checked: Checked, how: How) -> Checked:
    submission = checked.submission
    text = Text(submission.source.text, submission.lines, submission.bound, submission.whole)
    if submission.unsummed:
        submission.failure = None
        part = "model" if "model" in submission.lines else "gradient"
        line = line_of(text, UNSUMMED, part)
        checked.diagnosis.mistakes = [Named(UNSUMMED, part, observed=submission.unsummed, line=line)]
        return _ended(checked, True)
    if submission.failure is not None:
        if not grounds.is_its_own(submission.failure, text):
            submission.failure = next(iter(grounds.faults_of_the_text(submission, text)), submission.failure)
        return _ended(checked, grounds.is_its_own(submission.failure, text), submission.failure.what)
    checked.diagnosis = diagnose(submission.implementation, text)
    ours = grounds.of_the_cut(submission.bound, checked.diagnosis.mistakes)
    checked.diagnosis.mistakes = [one for one in checked.diagnosis.mistakes if one not in ours]
    if grounds.of_a_limit(ours):
        submission.implementation = replace(submission.implementation, descend=None)  # nobody asked it for k steps
    elif ours and not checked.diagnosis.mistakes:
        return _ended(checked, False, grounds.CUT)
    if not checked.diagnosis.mistakes:
        faults = [*grounds.never_defined(checked.diagnosis, text), *filter(None, [submission.broken])]
        faults += grounds.faults_of_the_text(submission, text)
        checked.diagnosis.mistakes = [*map(_faulty, faults)][:1]
    if checked.diagnosis.mistakes:
        return _ended(checked, True)
    return _held_to_the_laws(checked, how, text)


def _faulty(fault: Unanswered) -> Named:
    return Named("does-not-run", "model", observed=fault.what, line=fault.line)


def _ended(checked: Checked, wrong: bool, *reasons: str) -> Checked:
    checked.verdict, checked.reasons = Verdict.FAILED if wrong else Verdict.INCONCLUSIVE, list(reasons)
    return checked


def _held_to_the_laws(checked: Checked, how: How, text: Text) -> Checked:
    """What no mistake explains: right, unless a law is broken or a part was not to be asked."""
    submission, diagnosis = checked.submission, checked.diagnosis
    code, unrecognised = grounds.recognised(submission.implementation, diagnosis)
    code = replace(code, cost=None) if text.is_metric("cost") else code
    laws, examples = (LAWS, 25) if how.thorough else (QUICK, EXAMPLES)
    silent = grounds.silent(diagnosis)
    findings = examine(code, examples, [law for law in laws if law.name not in silent])
    heard = [f for f in findings if f.law not in silent and not grounds.is_known_better(f, diagnosis)]
    checked.laws = [grounds.weighed(finding, text, diagnosis) for finding in heard]
    checked.verdict = overall(checked.laws)
    checked.reasons = [f.reason for f in checked.laws if f.verdict is checked.verdict and f.reason]
    if checked.verdict is Verdict.PASSED and submission.undriven:
        return _ended(checked, False, f"{submission.undriven[0]}() was found, and no way of calling it. {grounds.HOW}")
    if checked.verdict is Verdict.PASSED and diagnosis.doubt:
        return _ended(checked, False, diagnosis.doubt)
    if checked.verdict is not Verdict.FAILED and unrecognised and not checked.reasons:
        bound = submission.bound[unrecognised]
        return _ended(checked, False, f"What {bound} answers is not to be recognised. {grounds.HOW}")
    return checked
