"""The site is built strictly: what is broken or unbound is an error, and nothing in it asks another machine."""

from __future__ import annotations

import re
from pathlib import Path

from tests.docs.conftest import build
from tests.docs.equations import pages

DOCS = Path(__file__).parents[2] / "docs"


def test_every_page_is_built_and_in_the_navigation(site: Path) -> None:
    home = (site / "index.html").read_text(encoding="utf-8")
    for page in DOCS.rglob("*.md"):
        name = page.relative_to(DOCS).with_suffix(".html").as_posix()
        assert (site / name).exists()
        assert name == "index.html" or f'href="{name}"' in home


def test_every_equation_stands_there_as_mathml_with_its_check(site: Path) -> None:
    for equation in pages.all_equations():
        text = (site / f"{equation.page}.html").read_text(encoding="utf-8")
        (block,) = re.findall(rf'<div class="equation" id="equation-{equation.name}">.*?</details>', text, re.DOTALL)
        assert '<math display="block">' in block
        assert equation.name.replace("-", "_") in re.sub(r"<[^>]+>", "", block)


def test_no_page_asks_another_machine(site: Path) -> None:
    """Links may lead away; nothing that a page loads by itself does."""
    for path in site.rglob("*.html"):
        for tag in re.findall(r"<(?:script|img|link|iframe|source)\b[^>]*>", path.read_text(encoding="utf-8")):
            assert not re.search(r"""(?:src|href)=["']?(?:https?:)?//""", tag), f"{path.name}: {tag}"
    for path in [*site.rglob("*.css"), *site.rglob("*.js")]:
        assert not re.search(r"""(?:url\(|import\s|fetch\()["']?(?:https?:)?//""", path.read_text(encoding="utf-8"))


def test_what_is_broken_fails_the_build_and_is_named(spoilt_docs: Path, tmp_path: Path) -> None:
    page = spoilt_docs / "errata.md"
    unbound = '<a id="equation-pythagoras"></a>\n\n$$\na^2 + b^2 = c^2\n$$\n'
    nonsense = "An $\\unheardof{x}$, [nowhere](nowhere.md), [no anchor](derivation.md#no-such-heading).\n"
    page.write_text(f"{page.read_text(encoding='utf-8')}\n{unbound}\n{nonsense}", encoding="utf-8")
    done = build(spoilt_docs, tmp_path / "site")
    assert done.returncode != 0
    for what in ("pythagoras has no check", "unheardof", "nowhere", "no-such-heading"):
        assert what in done.stderr
