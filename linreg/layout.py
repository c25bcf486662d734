"""Numbers and tables as people read them: plain text, and HTML for notebooks."""

from __future__ import annotations

import html
import math
from collections.abc import Sequence

SIGNIFICANT = 7
STYLE = "text-align: right; padding: 0.2em 0.7em; font-variant-numeric: tabular-nums"


def number(value: float, significant: int = SIGNIFICANT) -> str:
    """With thousands separators and as many digits; very large and very small ones as 1.5e+12."""
    if value == 0 or not 1e-4 <= abs(value) < 1e9:
        return f"{value:.{significant}g}"
    return f"{value:,.{max(0, significant - 1 - math.floor(math.log10(abs(value))))}f}"


def text_table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Columns under their headings, the first flush left and the others flush right."""
    widths = [max(map(len, column)) for column in zip(headings, *rows, strict=True)]
    lines = [headings, ["─" * width for width in widths], *rows]
    return "\n".join(_line(cells, widths) for cells in lines)


def html_table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """The same as a table for a notebook; names are escaped."""
    head = "".join(f'<th style="{STYLE}">{html.escape(cell)}</th>' for cell in headings)
    body = "".join(f"<tr>{_html_cells(row)}</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def html_paragraph(text: str) -> str:
    """A paragraph, escaped."""
    return f"<p>{html.escape(text)}</p>"


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    first, *others = zip(cells, widths, strict=True)
    return "   ".join([first[0].ljust(first[1]), *(cell.rjust(width) for cell, width in others)])


def _html_cells(row: Sequence[str]) -> str:
    name, *others = map(html.escape, row)
    return f"<th>{name}</th>" + "".join(f'<td style="{STYLE}">{cell}</td>' for cell in others)
