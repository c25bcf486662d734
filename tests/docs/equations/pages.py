"""The equations as the pages have them.

An equation of docs/ stands between two lines `$$`, and before it, a blank line apart, its name:

    <a id="equation-cost"></a>

    $$
    J(\\theta) = …
    $$

A forge shows the anchor as nothing at all, and links can lead to it. Any other way to display maths is refused, so that
no equation goes uncollected.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).parents[3]
DOCS = ROOT / "docs"
TRANSCRIBED = ("derivation", "convergence", "numerics")  # the pages with equations, each a module here
ANCHOR = re.compile(r'<a id="equation-([a-z0-9-]+)"></a>')
FENCE = re.compile(r"^\s*(?:[-*+>]\s*|\d+\.\s*)*(`{3,}|~{3,}|:{3,})\s*(\S*)")
# Other ways to display maths: in a line, indented or quoted, with a label, by \[ … \], an environment, or a directive.
STRAY = re.compile(r"\$\$|\\\[|\\\]|\\begin\{|<math\b|\{math\}|\.\. math::")


class Uncollected(AssertionError):
    """Displayed maths that the parser does not take for an equation."""


@dataclass(frozen=True)
class Equation:
    """name, page (without .md) and LaTeX, with the line on which the LaTeX begins."""

    name: str
    page: str
    latex: str
    line: int


def equations(text: str, page: str) -> list[Equation]:
    """Every equation of a page; raises `Uncollected` for displayed maths in any other form, or without a name."""
    found: list[Equation] = []
    rows, fence, i = text.splitlines(), "", 0
    name = ""
    while i < len(rows):
        row, where = rows[i], f"{page}.md, line {i + 1}"
        mark = FENCE.match(row)
        if fence:
            if mark and mark[1].startswith(fence) and not mark[2]:
                fence = ""
        elif mark:
            if "math" in mark[2]:
                raise Uncollected(f"{where}: a fence {row.strip()}; write the equation between two lines $$")
            fence = mark[1]
        elif row == "$$":
            end = rows.index("$$", i + 1) if "$$" in rows[i + 1 :] else -1
            if end < 0 or not name:
                raise Uncollected(f"{where}: an equation without {'an end' if end < 0 else 'a name'}")
            latex = "\n".join(rows[i + 1 : end])
            if "$" in latex or not latex.strip():
                raise Uncollected(f"{where}: an equation with a $ in it, or empty")
            found.append(Equation(name, page, latex, i + 2))
            name, i = "", end
        elif named := ANCHOR.fullmatch(row):
            name, i = _followed_by_equation(rows, i, named[1], where), i + 1
        elif STRAY.search(_without_code(row)) or ANCHOR.search(_without_code(row)):
            raise Uncollected(f"{where}: {row.strip()!r}; an equation stands between two lines $$, its name before it")
        i += 1
    if fence:
        raise Uncollected(f"{page}.md: a fence {fence} that does not end")
    return found


def _followed_by_equation(rows: list[str], i: int, name: str, where: str) -> str:
    if rows[i + 1 : i + 3] != ["", "$$"] or (i and rows[i - 1]):
        raise Uncollected(f"{where}: the name {name} has to stand between blank lines, right before the equation")
    return name


def _without_code(row: str) -> str:
    """The row less its `code`, in which anything may be quoted."""
    return re.sub(r"(`+).*?\1", "", row)


def all_equations() -> list[Equation]:
    """The equations of all pages below docs/, in the order of `TRANSCRIBED`."""
    found = [
        equation
        for path in sorted(DOCS.rglob("*.md"))
        for equation in equations(path.read_text(encoding="utf-8"), path.relative_to(DOCS).with_suffix("").as_posix())
    ]
    return sorted(found, key=lambda equation: (*TRANSCRIBED, equation.page).index(equation.page))


def normal(latex: str) -> str:
    """LaTeX up to white space."""
    return " ".join(latex.split())


def docstring_names() -> list[tuple[str, str]]:
    """(file, name) for each line `Equation: name` in linreg."""
    return [
        (path.name, name)
        for path in sorted((ROOT / "linreg").glob("*.py"))
        for name in re.findall(r"^\s*Equation:\s*(\S+)\s*$", path.read_text(encoding="utf-8"), re.MULTILINE)
    ]


def load() -> None:
    """Import the transcriptions, so that the registry is complete."""
    for page in TRANSCRIBED:
        import_module(f"tests.docs.equations.{page}")
