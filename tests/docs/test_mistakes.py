"""docs/mistakes.md is what the catalogue says."""

from __future__ import annotations

import importlib.util
from pathlib import Path

from verification.mistakes import CATALOGUE

DOCS = Path(__file__).parents[2] / "docs"


def maker():
    spec = importlib.util.spec_from_file_location("make_mistakes", DOCS / "make_mistakes.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_is_current():
    assert (DOCS / "mistakes.md").read_text("utf-8") == maker().page(), "run: python docs/make_mistakes.py"


def test_every_mistake_has_a_heading_to_point_to():
    headings = [line[4:] for line in maker().page().splitlines() if line.startswith("### ")]
    assert headings == list(CATALOGUE)
