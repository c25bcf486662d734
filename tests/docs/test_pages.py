"""What the pages say in numbers and in code is what the library does, and their links lead somewhere."""

from __future__ import annotations

import doctest
import importlib.util
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

DOCS = Path(__file__).parents[2] / "docs"
PAGES = sorted(DOCS.rglob("*.md"))
EVERY_PAGE = pytest.mark.parametrize("page", PAGES, ids=[path.relative_to(DOCS).as_posix() for path in PAGES])


def script(name: str) -> ModuleType:
    """A module of docs/scripts."""
    spec = importlib.util.spec_from_file_location(name, DOCS / "scripts" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_measured_tables_are_what_the_script_measures() -> None:
    measure = script("measure")
    measured = list(measure.pages())
    assert len(measured) >= 2
    for page in measured:
        text = page.read_text(encoding="utf-8")
        assert measure.renewed(text) == text, f"{page.name}: run docs/scripts/measure.py"


@EVERY_PAGE
def test_the_examples_run(page: Path) -> None:
    result = doctest.testfile(str(page), module_relative=False, encoding="utf-8", optionflags=doctest.ELLIPSIS)
    assert result.failed == 0


def test_the_commands_print_what_the_page_shows(tmp_path: Path) -> None:
    page = (DOCS / "check-your-own.md").read_text(encoding="utf-8")
    fences = re.findall(r"^```(\w*)\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)
    source = next(text for language, text in fences if language == "python")
    (tmp_path / "submissions").mkdir()
    for folder in (tmp_path, tmp_path / "submissions"):
        (folder / "my_linreg.py").write_text(source, encoding="utf-8")
    (tmp_path / "submissions" / "right.py").write_text(source.replace("2 * X.T", "X.T"), encoding="utf-8")
    shown = [text.partition("\n") for _, text in fences if text.startswith("$ verify")]
    shown = [(command, expected) for command, _, expected in shown if expected]
    assert len(shown) == 2
    for command, expected in shown:
        done = subprocess.run(
            [sys.executable, "-m", "verification", *shlex.split(command)[2:]],
            cwd=tmp_path,
            env=os.environ | {"PYTHONPATH": str(DOCS.parent), "COLUMNS": "120"},
            capture_output=True,
            text=True,
            check=False,
        )
        printed = [row.rstrip() for row in done.stdout.splitlines() if not row.startswith("Wrote")]
        assert [row for row in printed if row] == [row for row in expected.splitlines() if row]


def slug(heading: str) -> str:
    """The anchor that a forge gives to a heading."""
    text = re.sub(r"[`*$\\]", "", heading).strip().lower()
    return re.sub(r"[^\w\- ]", "", text).replace(" ", "-")


def anchors(page: Path) -> set[str]:
    text = page.read_text(encoding="utf-8")
    headings = re.findall(r"^#+ (.+)$", re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE), re.MULTILINE)
    return {slug(heading) for heading in headings} | set(re.findall(r'<a id="([^"]+)">', text))


@EVERY_PAGE
def test_the_links_lead_somewhere(page: Path) -> None:
    """Also on a forge, where nothing is built."""
    text = re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    for target in re.findall(r"\]\(([^)\s]+)\)", re.sub(r"`[^`]*`", "", text)):
        if re.match(r"https?:", target):
            continue
        path, _, anchor = target.partition("#")
        place = (page.parent / path) if path else page
        assert place.exists(), f"{page.name}: {target} is not there"
        if anchor and place.suffix == ".md":
            assert anchor in anchors(place), f"{page.name}: {place.name} has no #{anchor}"


def test_every_picture_is_drawn_by_the_script_and_shown(tmp_path: Path) -> None:
    pictures = script("pictures")
    shown = {
        name for page in PAGES for name in re.findall(r"\(pictures/(\w+)\.svg\)", page.read_text(encoding="utf-8"))
    }
    assert shown == set(pictures.DRAWN) == {path.stem for path in (DOCS / "pictures").glob("*.svg")}
    for name in shown:
        assert "<path" in pictures.draw(name, tmp_path).read_text(encoding="utf-8")
