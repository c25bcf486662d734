"""What was found, for a reader and for a program: one screen of text, or JSON of a documented form.

{"version": 1, "verdict": "correct" | "incorrect" | "inconclusive",
 "mistakes": [{"id", "part", "line", "explanation", "example", "mend", "hint"}],
 "convention": "‖r‖²/2m" | … | null, "binding": {part: call}, "findings": [{"kind", "what", …}]}
"""

from __future__ import annotations

from typing import Any

import numpy as np

from verification.check import Checked
from verification.diagnosis import UNKNOWN, Named
from verification.examine import Finding, Verdict
from verification.mistakes import CATALOGUE, ROOMS
from verification.mistakes.code import replacement
from verification.smallest import Example

VERSION = 1
VERDICTS = {Verdict.PASSED: "correct", Verdict.FAILED: "incorrect", Verdict.INCONCLUSIVE: "inconclusive"}
PLACE = {"cost": "Your cost is", "gradient": "Your gradient is", "descend": "Yours:", "model": "Yours:"}


def mistakes(checked: Checked) -> list[Named]:
    """The mistakes that have a name; failing these, what is wrong without one."""
    failure = checked.submission.failure
    if failure is not None:
        broken = checked.verdict is Verdict.FAILED
        return [Named("does-not-run", "code", observed=failure.what, line=failure.line)] if broken else []
    named = [mistake for mistake in checked.diagnosis.mistakes if mistake.id != UNKNOWN]
    if named or checked.diagnosis.mistakes:
        return named or checked.diagnosis.mistakes
    broken_laws = [finding for finding in checked.laws if finding.verdict is Verdict.FAILED]
    return [Named(UNKNOWN, law_part(law), observed=f"{law.states} {law.reason}".strip()) for law in broken_laws[:1]]


def law_part(law: Finding) -> str:
    """The part of the code that a law speaks of."""
    parts = {"cost": "cost", "gradient": "gradient", "fit": "model", "predict": "model", "history": "model"}
    return next((part for word, part in parts.items() if law.law.startswith(word)), "descend")


def convention(checked: Checked) -> str | None:
    """The cost that is minimised."""
    found = checked.diagnosis.convention
    return None if found is None else found.cost


# ---- for a reader --------------------------------------------------------------------------------------------------


def as_text(checked: Checked) -> str:
    """One screen."""
    found = mistakes(checked)
    paragraphs = [told(checked, mistake) for mistake in found] or [plainly(checked)]
    return "\n\n".join("\n".join(lines) for lines in paragraphs)


def verdict_line(checked: Checked) -> str:
    """The verdict and the names, without what gives the answer away."""
    found = ", ".join(title(mistake) for mistake in mistakes(checked))
    return "   ".join(filter(None, (name(checked), VERDICTS[checked.verdict].upper(), found)))


def hint(checked: Checked) -> str:
    """What to ask oneself, for each mistake."""
    hints = [CATALOGUE[mistake.id].hint for mistake in mistakes(checked) if mistake.id in CATALOGUE]
    return "\n".join(hints) or "There is no hint: nothing is wrong that has a name."


def name(checked: Checked) -> str:
    """What to call the submission."""
    return checked.submission.source.name


def title(mistake: Named) -> str:
    """Its id, or that it has none."""
    return "wrong, cause unknown" if mistake.id == UNKNOWN else mistake.id


def told(checked: Checked, mistake: Named) -> list[str]:
    """One mistake: what was seen, where, the smallest example, the mend."""
    call = checked.submission.bound.get(mistake.part, "").partition(" → ")[0]
    lines = ["   ".join(filter(None, (name(checked), call, "INCORRECT", title(mistake))))]
    lines += [f"  {line}" for line in (explanation(mistake), located(mistake)) if line]
    if mistake.example is not None:
        lines.append(f"  {'Evidence' if mistake.id == UNKNOWN else 'Smallest example'}:  {shown(mistake.example)}")
    if mistake.id in CATALOGUE:
        lines.append(f"  Mend: {advice(mistake)}   more: docs/mistakes.md#{mistake.id}")
    return lines


def plainly(checked: Checked) -> list[str]:
    """A verdict without a mistake: which convention, what else was seen, and why nothing could be told."""
    verdict, cost = VERDICTS[checked.verdict], convention(checked)
    lines = [f"{name(checked)}   {verdict.upper()}" + (f"   J = {cost}" if cost and verdict == "correct" else "")]
    lines += [f"  {part}: {call}" for part, call in checked.submission.bound.items()]
    lines += [f"  {remark}" for remark in checked.diagnosis.remarks]
    if verdict == "inconclusive":
        why = [*checked.reasons, *checked.submission.questions]
        why += [trouble.what for trouble in checked.diagnosis.trouble]
        lines += [f"  {reason}" for reason in list(dict.fromkeys(why))[:4]]
    return lines + [f"  {finding.what}" for finding in checked.submission.findings]


def explanation(mistake: Named) -> str:
    """One sentence of what was observed."""
    if mistake.id == UNKNOWN:
        return mistake.observed or f"Your {mistake.part} is wrong, and no known mistake computes what it computes."
    sentence = CATALOGUE[mistake.id].evidence
    if "{what}" in sentence:
        return sentence.replace("{what}", mistake.observed)
    if mistake.observed:
        return mistake.observed
    told = sentence.format(ratio=ratio(mistake), count=mistake.formula.removesuffix(" steps"))
    part = mistake.formula.partition(" for the ")[2]
    return f"{told.removesuffix('.')}, for the {part} alone." if part in ("weights", "intercept") else told


def ratio(mistake: Named) -> str:
    """By how much the code's answer exceeds the right one: 2 or ½."""
    example = mistake.example
    smaller = example is not None and np.abs(example.yours).max() < np.abs(example.right).max()
    return "½" if smaller else "2"


def located(mistake: Named) -> str:
    """The formula, the right one, and the line."""
    where = f" (line {mistake.line})" if mistake.line else ""
    if not mistake.formula or mistake.formula == mistake.right:
        return f"See line {mistake.line}." if mistake.line and where.strip() not in mistake.observed else ""
    if mistake.part in ("descend", "model"):
        return f"Right: {mistake.right}. Yours: {mistake.formula}{where}."
    return f"Right would be {mistake.right}. {PLACE[mistake.part]} {mistake.formula}{where}."


def shown(example: Example) -> str:
    """The numbers in a line."""
    p = example.problem
    steps = f"   α = {number(p.lr)}   {example.k} step{'s' * (example.k != 1)}" if example.k else ""
    given = f"X = {array(p.X)}   y = {array(p.y)}   θ = {array(p.theta)}"
    given += f"   λ = {number(example.penalty)}" if example.penalty else ""
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


def as_json(checked: Checked) -> dict[str, Any]:
    """The report as plain values."""
    laws = [finding_json(finding) for finding in checked.laws]
    noticed = [{"kind": finding.kind, "what": finding.what} for finding in checked.submission.findings]
    remarks = [{"kind": "remark", "what": remark} for remark in checked.diagnosis.remarks]
    reasons = [{"kind": "reason", "what": reason} for reason in checked.reasons]
    return {
        "version": VERSION,
        "verdict": VERDICTS[checked.verdict],
        "mistakes": [mistake_json(mistake) for mistake in mistakes(checked)],
        "convention": convention(checked),
        "binding": dict(checked.submission.bound),
        "findings": [*laws, *noticed, *remarks, *reasons],
    }


def mistake_json(mistake: Named) -> dict[str, Any]:
    """One mistake as plain values."""
    known = mistake.id in CATALOGUE
    return {
        "id": mistake.id,
        "part": mistake.part,
        "line": mistake.line,
        "explanation": " ".join(filter(None, (explanation(mistake), located(mistake)))),
        "example": example_json(mistake.example),
        "mend": advice(mistake) if known else None,
        "hint": CATALOGUE[mistake.id].hint if known else None,
    }


def example_json(example: Example | None) -> dict[str, Any] | None:
    """The numbers of an example; lr and n_iterations where steps were asked for, lambda for a penalty."""
    if example is None:
        return None
    p = example.problem
    plain = {"X": p.X, "y": p.y, "theta": p.theta, "yours": example.yours, "right": example.right}
    values = {name: (np.asarray(value, dtype=float) + 0.0).tolist() for name, value in plain.items()}  # no −0
    values |= {"lr": p.lr, "n_iterations": example.k} if example.k else {}
    return values | ({"lambda": example.penalty} if example.penalty else {})


def finding_json(finding: Finding) -> dict[str, Any]:
    """One law as plain values."""
    return {
        "kind": "law",
        "law": finding.law,
        "verdict": finding.verdict.value,
        "what": finding.reason or finding.states,
        "tried": finding.tried,
    }


# ---- the catalogue -------------------------------------------------------------------------------------------------


def catalogue() -> str:
    """All mistakes, in a line each."""
    width = max(map(len, CATALOGUE))
    rooms = [(room, [f"  {m.id:{width}}  {m.heading}" for m in entries]) for room, entries in ROOMS.items()]
    return "\n".join("\n".join((room, *lines)) for room, lines in rooms)


def entry(mistake: str) -> str:
    """One mistake in full. Raises `LookupError` where there is none of this name."""
    if mistake not in CATALOGUE:
        raise LookupError(f"there is no mistake {mistake}; `verify mistakes` lists them")
    m = CATALOGUE[mistake]
    told = {"Symptom": m.symptom, "Cause": m.cause, "Mend": m.mend, "Hint": m.hint}
    return "\n".join((f"{m.id}: {m.heading}", *(f"  {word}: {sentence}" for word, sentence in told.items())))
