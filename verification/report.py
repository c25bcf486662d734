"""What was found, for a reader and for a program: one screen of text, or JSON of a documented form.

{"version": 1, "verdict": "correct" | "incorrect" | "inconclusive",
 "mistakes": [{"id", "line", "explanation", "example", "mend"}], "convention", "binding", "findings": […]}
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from verification.diagnosis import UNKNOWN, Diagnosis, Named
from verification.examine import Finding, Verdict
from verification.mistakes import CATALOGUE
from verification.mistakes.code import replacement
from verification.smallest import Example

VERSION = 1
EXIT = {"correct": 0, "incorrect": 1, "inconclusive": 3}
PLACE = {
    "cost": "Your cost is",
    "gradient": "Your gradient is",
    "descend": "Your loop does:",
    "model": "Your fit does:",
}


@dataclass(frozen=True)
class Report:
    """Everything that is said of one submission.

    name: what to call it; bound: for each part, how it is called; findings: of the laws; noticed: by the process that
    ran it, as (kind, sentence); mends: for a mistake, the change that was tried and found right, as a unified diff.
    failure: why nothing could be asked.
    """

    name: str
    diagnosis: Diagnosis
    bound: Mapping[str, str] = field(default_factory=dict)
    findings: Sequence[Finding] = ()
    noticed: Sequence[tuple[str, str]] = ()
    mends: Mapping[str, str] = field(default_factory=dict)
    failure: str = ""

    @property
    def mistakes(self) -> list[Named]:
        """The mistakes that have a name, or else what failed without one."""
        named = [m for m in self.diagnosis.mistakes if m.id != UNKNOWN]
        if named:
            return named
        broken = [f for f in self.findings if f.verdict is Verdict.FAILED]
        if self.diagnosis.mistakes or not broken:
            return self.diagnosis.mistakes
        return [Named(UNKNOWN, "gradient", observed=f"{broken[0].states} {broken[0].reason}".strip())]

    @property
    def verdict(self) -> str:
        """correct, incorrect or inconclusive."""
        if self.mistakes:
            return "incorrect"
        if any(f.verdict is Verdict.INCONCLUSIVE for f in self.findings) or not self.diagnosis.parts:
            return "inconclusive"
        return "correct"

    @property
    def exit_code(self) -> int:
        """What the command ends with."""
        return EXIT[self.verdict]

    @property
    def convention(self) -> str | None:
        """The cost that is minimised."""
        return self.diagnosis.convention and self.diagnosis.convention.cost


# ---- for a reader --------------------------------------------------------------------------------------------------


def text(report: Report) -> str:
    """One screen."""
    lines = [line for mistake in report.mistakes for line in (*told(report, mistake), "")]
    if not report.mistakes:
        lines = [*plainly(report), ""]
    return "\n".join(lines).rstrip() + "\n"


def told(report: Report, mistake: Named) -> list[str]:
    """One mistake: what was seen, where, the smallest example, the mend."""
    binding = report.bound.get(mistake.part, mistake.part).partition(" → ")[0]
    lines = [
        f"{report.name}   {binding}   INCORRECT   {mistake.id if mistake.id != UNKNOWN else 'wrong, cause unknown'}"
    ]
    lines += [f"  {line}" for line in (explanation(mistake), located(mistake)) if line]
    if mistake.example is not None:
        lines.append(f"  {'Evidence' if mistake.id == UNKNOWN else 'Smallest example'}:  {shown(mistake.example)}")
    if mistake.id in CATALOGUE:
        lines.append(f"  Mend: {advice(mistake)}   more: docs/mistakes.md#{mistake.id}")
    lines += [f"    {line}" for line in report.mends.get(mistake.id, "").splitlines()]
    return lines


def plainly(report: Report) -> list[str]:
    """A verdict without a mistake: which convention, what else was seen, and why nothing could be told."""
    convention = f"   J = {report.convention}" if report.convention and report.verdict == "correct" else ""
    lines = [f"{report.name}   {report.verdict.upper()}{convention}"]
    lines += [f"  {part}: {call}" for part, call in report.bound.items()]
    lines += [f"  {remark}" for remark in report.diagnosis.remarks]
    if report.verdict == "inconclusive":
        why = [report.failure, *(f.reason for f in report.findings if f.verdict is Verdict.INCONCLUSIVE)]
        why += [trouble.what for trouble in report.diagnosis.trouble]
        lines += [f"  {reason}" for reason in dict.fromkeys(filter(None, why))][:4]
    lines += [f"  {what}" for _, what in report.noticed]
    return lines


def explanation(mistake: Named) -> str:
    """One sentence of what was observed."""
    if mistake.id == UNKNOWN:
        return mistake.observed or f"Your {mistake.part} is wrong, and no known mistake computes what it computes."
    sentence = CATALOGUE[mistake.id].evidence
    if "{what}" in sentence:
        return sentence.replace("{what}", mistake.observed)
    if mistake.observed:
        return mistake.observed
    return sentence.format(ratio=ratio(mistake), count=mistake.formula.removesuffix(" steps"))


def ratio(mistake: Named) -> str:
    """2 or ½, for what is twice too large or too small; where this is so in a part of θ only, that part."""
    part = mistake.formula.partition(" for the ")[2]
    example = mistake.example
    smaller = example is not None and np.abs(example.yours).max() < np.abs(example.right).max()
    return ("½" if smaller else "2") + (f" × (for the {part} only)" if part else "").removesuffix(" ×")


def located(mistake: Named) -> str:
    """The formula, the right one, and the line."""
    where = f" (line {mistake.line})" if mistake.line else ""
    if not mistake.formula or mistake.formula == mistake.right:
        return f"See line {mistake.line}." if mistake.line else ""
    if mistake.part in ("descend", "model"):
        return f"Right: {mistake.right}. Yours: {mistake.formula}{where}."
    return f"Right would be {mistake.right}. {PLACE[mistake.part]} {mistake.formula}{where}."


def shown(example: Example) -> str:
    """The numbers in a line."""
    p = example.problem
    steps = f"   α = {number(p.lr)}   {example.k} step{'s' * (example.k != 1)}" if example.k else ""
    given = f"X = {array(p.X)}   y = {array(p.y)}   θ = {array(p.theta)}"
    return f"{given}{steps}   yours {array(example.yours)}   right {array(example.right)}"


def array(values: Any) -> str:
    """Nested lists of short numbers."""
    values = np.asarray(values, dtype=float)
    return number(float(values)) if values.ndim == 0 else "[" + ", ".join(array(value) for value in values) + "]"


def number(value: float) -> str:
    """Without what is not needed."""
    return f"{value + 0.0:.6g}".replace("-0", "0") if value == 0 else f"{value:.6g}"


def advice(mistake: Named) -> str:
    """What to change, and for a name that a library has removed, what replaced it."""
    removed = replacement(mistake.observed) if mistake.id == "does-not-run" else None
    return removed or CATALOGUE[mistake.id].mend


# ---- for a program -------------------------------------------------------------------------------------------------


def as_json(report: Report) -> dict[str, Any]:
    """The report as plain values."""
    return {
        "version": VERSION,
        "verdict": report.verdict,
        "mistakes": [mistake_json(report, mistake) for mistake in report.mistakes],
        "convention": report.convention,
        "binding": dict(report.bound),
        "findings": [finding_json(f) for f in report.findings]
        + [{"kind": kind, "what": what} for kind, what in report.noticed]
        + [{"kind": "remark", "what": remark} for remark in report.diagnosis.remarks],
    }


def mistake_json(report: Report, mistake: Named) -> dict[str, Any]:
    """One mistake as plain values."""
    return {
        "id": mistake.id,
        "part": mistake.part,
        "line": mistake.line,
        "explanation": " ".join(filter(None, (explanation(mistake), located(mistake)))),
        "example": example_json(mistake.example),
        "mend": report.mends.get(mistake.id) or (advice(mistake) if mistake.id in CATALOGUE else None),
        "hint": CATALOGUE[mistake.id].hint if mistake.id in CATALOGUE else None,
    }


def example_json(example: Example | None) -> dict[str, Any] | None:
    """The numbers of an example; lr and n_iterations where steps were asked for."""
    if example is None:
        return None
    p = example.problem
    plain = {"X": p.X, "y": p.y, "theta": p.theta, "yours": example.yours, "right": example.right}
    values = {name: np.asarray(value, dtype=float).tolist() for name, value in plain.items()}
    return values | ({"lr": p.lr, "n_iterations": example.k} if example.k else {})


def finding_json(finding: Finding) -> dict[str, Any]:
    """One law as plain values."""
    return {
        "kind": "law",
        "law": finding.law,
        "verdict": finding.verdict.value,
        "what": finding.reason or finding.states,
        "tried": finding.tried,
    }
