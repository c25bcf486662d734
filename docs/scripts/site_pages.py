"""What makes a site of pages that are plain Markdown: the order of the pages, and links that leave docs/.

A forge shows the same files as they are, so nothing in them is meant for the site alone.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

ORDER = [
    ("The reference", ["notation", "derivation", "convergence", "numerics", "explorer"]),
    ("Is mine right?", ["check-your-own", "mistakes", "errata"]),
    ("The project", ["accuracy", "performance", "peers", "mutants"]),
]
OUTSIDE = re.compile(r"\[([^\]]+)\]\(\.\.(?:/[^)]*)?\)")


def setup(app: Any) -> dict[str, bool]:
    """Called by Sphinx."""
    app.connect("source-read", adapted)
    app.connect("html-page-context", scripts)
    return {"parallel_read_safe": True}


def adapted(app: Any, docname: str, source: list[str]) -> None:
    """The text of a page as Sphinx is to read it."""
    source[0] = OUTSIDE.sub(r"\1", source[0])  # files of the repository, which are not part of the site
    if docname == "index":
        source[0] += contents(Path(app.srcdir))


def contents(docs: Path) -> str:
    """The navigation: the pages that there are, in order; pages unknown to the order come last."""
    there = {path.relative_to(docs).with_suffix("").as_posix() for path in docs.rglob("*.md")} - {"index"}
    decisions = sorted(name for name in there if name.startswith("decisions/"))
    named = {name for _, names in ORDER for name in names}
    rest = sorted(there - named - set(decisions))
    groups = [*ORDER[:-1], (ORDER[-1][0], [*ORDER[-1][1], *rest]), ("Decisions", decisions)]
    return "".join(toctree(caption, [name for name in names if name in there]) for caption, names in groups)


def toctree(caption: str, names: list[str]) -> str:
    """One group of the navigation."""
    pages = "\n".join(names)
    return f"\n\n```{{toctree}}\n:hidden:\n:caption: {caption}\n\n{pages}\n```\n" if names else ""


def scripts(app: Any, pagename: str, _template: str, _context: dict[str, Any], _doctree: Any) -> None:
    """The explorer's script, on its own page alone."""
    if pagename == "explorer":
        app.add_js_file("explorer.js", type="module")
