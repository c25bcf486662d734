"""Write docs/mistakes.md from the catalogue, so that there is one place to change: python docs/make_mistakes.py"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from verification.accounts import written  # noqa: E402
from verification.convention import Convention  # noqa: E402
from verification.mistakes import ROOMS, Mistake, gradient  # noqa: E402
from verification.mistakes.entry import Form  # noqa: E402

PAGE = ROOT / "docs" / "mistakes.md"
TITLES = {
    "gradient": "In the gradient",
    "cost": "In the cost",
    "descent": "In the loop",
    "model": "In the estimator",
    "code": "In the code",
}
WITH_A_NUMBER = {
    gradient.written_size: "Xᵀr/c, c a number in the code",
    gradient.written_rows: "Xᵀr/m, or the sum, over the first c samples",
    gradient.written_columns: "Xᵀr/m in its first c entries, 0 in the others",
    gradient.written_cost_size: "‖r‖²/2c, c a number in the code",
    gradient.written_multiplier: "c·‖r‖²/2, c a number in the code",
}
HEAD = """# The mistakes that people make

Each has a name, which reports and graders use, and the formulas that it computes: that is how it is recognised, by
numbers and not by the look of the code. The formulas are written for J = ‖r‖²/2m with r = Xθ − y, whose gradient is
Xᵀr/m, unless another J stands beside them; the other three conventions (‖r‖²/m, ‖r‖²/2, ‖r‖²) have theirs. None of the
four is a mistake, as long as cost and gradient agree. d counts the features, and n the entries of θ.

The pictures show one problem of five samples and two features, and one learning rate, 1.5/L: how far J is above its
minimum J* after k steps, when all is right and with the first of the formulas that this problem can show. For a mistake
in the cost they show the J that is reported; for one in the penalty, J holds the right penalty, with λ = 4. Where the
code has a number of its own, c is 100, and α a tenth of what was asked for. What leaves a picture at the top diverges.
`factor-two` does so here, since twice the gradient makes 3/L of 1.5/L; with a rate below 1/L it would converge.

What fits none of them is reported as *wrong, cause unknown*, with the numbers, and never guessed at.

<!-- Written by docs/make_mistakes.py from verification/mistakes: change it there. -->
"""


def page() -> str:
    """The whole page."""
    return "\n".join([HEAD, contents(), *(room(name) for name in ROOMS)])


def contents() -> str:
    """A table: the name, and what it is."""
    rows = [f"| [`{m.id}`](#{m.id}) | {m.heading} |" for mistakes in ROOMS.values() for m in mistakes]
    return "\n".join(["| name | what it is |", "|---|---|", *rows, ""])


def room(name: str) -> str:
    """One room of the catalogue."""
    return "\n".join([f"## {TITLES[name]}", "", *(entry(mistake) for mistake in ROOMS[name])])


def entry(mistake: Mistake) -> str:
    """One mistake: its words, then its formulas. The heading is the name, so that a report can point to it."""
    lines = [
        f"### {mistake.id}",
        "",
        f"**{mistake.heading}.** {mistake.symptom}",
        "",
        f"*Why it happens.* {mistake.cause}",
        "",
        f"*The mend.* {mistake.mend}",
        "",
        f"*A hint.* {mistake.hint}",
        "",
    ]
    return "\n".join([*lines, *(f"- {told}" for told in formulas(mistake)), "", *picture(mistake)])


def picture(mistake: Mistake) -> list[str]:
    """What descent makes of its first formula, as docs/scripts/mistake_pictures.py has drawn it."""
    drawn = Path("pictures", "mistakes", f"{mistake.id}.svg")
    told = f"How the cost falls with {mistake.id}, beside how it should"
    return [f"![{told}]({drawn.as_posix()})", ""] if (PAGE.parent / drawn).exists() else []


def formulas(mistake: Mistake) -> list[str]:
    """What it computes, in every form."""
    told = [f"∇J: {in_its_convention(form)}" for form in mistake.gradient]
    told += [f"∇J: {WITH_A_NUMBER[fit]}" for fit in mistake.fit]
    told += [f"J: {in_its_convention(form)}" for form in mistake.cost]
    told += [f"J: {WITH_A_NUMBER[fit]}" for fit in mistake.fit_cost]
    told += [f"steps: {descent.formula}" for descent in mistake.descent]
    told += [f"penalty: {penalty.formula}" for penalty in mistake.penalties]
    told += ["steps: α of its own, whatever α"] if mistake.fixed_rate else []
    return told + ([f"calls: {mistake.calls}"] if mistake.calls else [])


def in_its_convention(form: Form) -> str:
    """The formula for J = ‖r‖²/2m, or for the first other cost with which it makes sense, and which that is."""
    convention = next(one for one in Convention if form.suits(one))
    formula = written(form.formula, convention)
    return formula if convention is Convention.HALF_MEAN else f"{formula}, where J is {convention.cost}"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
