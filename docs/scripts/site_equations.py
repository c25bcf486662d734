"""The equations on the site: MathML made while building, each with its name, a link, and the check that it is bound to.

An equation that the checks do not know, or know under another page, is a warning, and so are two things that the parser
of the checks and that of the site see differently. `make docs` turns warnings into errors.
"""

from __future__ import annotations

import inspect
import re
from html import escape
from typing import Any

from docutils import nodes
from math_core import LatexError, LatexToMathML
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer
from sphinx.util import logging

from tests.docs.equations import pages
from tests.docs.equations.binding import REGISTRY

NAMED = re.compile(rf"^{pages.ANCHOR.pattern}\n\n\$\$\n(.*?)\n\$\$$", re.DOTALL | re.MULTILINE)
LOG = logging.getLogger(__name__)
CONVERTER = LatexToMathML(annotation=True)
pages.load()


def setup(app: Any) -> dict[str, bool]:
    """Called by Sphinx."""
    app.connect("source-read", labelled, priority=400)
    app.connect("doctree-read", bound)
    app.add_html_math_renderer("mathml", inline_renderers=(inline, None), block_renderers=(displayed, None))
    return {"parallel_read_safe": True}


def labelled(_app: Any, _docname: str, source: list[str]) -> None:
    """The name before an equation becomes its label, which MyST writes after it."""
    source[0] = NAMED.sub(r"$$\n\2\n$$ (\1)", source[0])


def bound(app: Any, doctree: nodes.document) -> None:
    """Each equation of the page is one that is checked, as the page has it, and can be linked to from other pages."""
    docname = app.env.current_document.docname
    text = app.env.doc2path(docname).read_text(encoding="utf-8")
    expected = {equation.name for equation in pages.equations(text, docname)}
    shown = {node.get("label") for node in doctree.findall(nodes.math_block)}
    if shown != expected:
        LOG.warning("%s: only the site sees %s, only the checks see %s", docname, shown - expected, expected - shown)
    for name in expected:
        if name not in REGISTRY or REGISTRY[name].page != docname:
            LOG.warning("%s: the equation %s has no check", docname, name)
    slugs = app.env.metadata[docname].setdefault("myst_slugs", {})
    slugs.update({f"equation-{name}": (0, f"equation-{name}", name) for name in expected})


def inline(writer: Any, node: nodes.math) -> None:
    """Maths in a line of text."""
    writer.body.append(mathml(node, displaystyle=False))
    raise nodes.SkipNode


def displayed(writer: Any, node: nodes.math_block) -> None:
    """An equation, its name as a link to itself, and its check, folded away."""
    name = node.get("label") or ""
    writer.body.append(
        f'<div class="equation" id="equation-{name}">'
        f'<div class="formula" tabindex="0">{mathml(node, displaystyle=True)}</div>'
        f'<details><summary><a href="#equation-{name}">{name}</a> <span>the check</span></summary>'
        f"{check(name)}</details>"
        "</div>"
    )
    raise nodes.SkipNode


def mathml(node: nodes.Element, *, displaystyle: bool) -> str:
    """MathML for the LaTeX of a node; what cannot be converted is a warning."""
    try:
        return str(CONVERTER.convert_with_local_state(node.astext(), displaystyle=displaystyle))
    except LatexError as error:
        LOG.warning("%s: %s", node.astext(), error, location=node)
        return f"<code>{escape(node.astext())}</code>"


def check(name: str) -> str:
    """The transcription of an equation, highlighted; nothing for one that has none, which is a warning by now."""
    if name not in REGISTRY:
        return ""
    function = REGISTRY[name].function
    source = inspect.getsource(function)
    body = source[source.index(f"def {function.__name__}") :]
    return str(highlight(body, PythonLexer(), HtmlFormatter()))
