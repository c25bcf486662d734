"""One submission, from the file to the verdict: bind it, name what is wrong, and hold what seems right to the laws.

Naming comes first because it is quick; the laws then try to break what no mistake explains. A verdict of *incorrect*
rests on answers that differ from the truth, never on a name alone.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from verification.diagnosis import Diagnosis, diagnose
from verification.evidence import Text
from verification.examine import LAWS, Finding, Verdict, examine, overall
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
        checked.verdict = Verdict.FAILED if submission.failure.kind == "does-not-run" else Verdict.INCONCLUSIVE
        checked.reasons = [submission.failure.what]
        return checked
    text = Text(submission.source.text, submission.lines, submission.bound)
    checked.diagnosis = diagnose(submission.implementation, text)
    if checked.diagnosis.mistakes:
        checked.verdict = Verdict.FAILED
        return checked
    laws, examples = (LAWS, 25) if how.thorough else (QUICK, EXAMPLES)
    checked.laws = list(examine(submission.implementation, examples, laws))
    checked.verdict = overall(checked.laws)
    checked.reasons = [f.reason for f in checked.laws if f.verdict is checked.verdict and f.reason]
    return checked
