"""docs/mistakes.md is what the catalogue says."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import numpy as np

from verification.mistakes import CATALOGUE

DOCS = Path(__file__).parents[2] / "docs"


def maker(script="make_mistakes.py"):
    spec = importlib.util.spec_from_file_location(Path(script).stem, DOCS / script)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_is_current():
    assert (DOCS / "mistakes.md").read_text("utf-8") == maker().page(), "run: python docs/make_mistakes.py"


def test_every_mistake_has_a_heading_to_point_to():
    headings = [line[4:] for line in maker().page().splitlines() if line.startswith("### ")]
    assert headings == list(CATALOGUE)


def test_every_mistake_lists_what_it_computes_once_and_never_what_is_right():
    for mistake in CATALOGUE.values():
        formulas = maker().formulas(mistake)
        assert formulas and len(set(formulas)) == len(formulas), mistake.id
        assert not {"∇J: Xᵀr/m", "J: ‖r‖²/2m"} & set(formulas), mistake.id


def test_every_mistake_that_can_be_drawn_has_its_picture():
    drawn = {path.stem for path in (DOCS / "pictures" / "mistakes").iterdir()}
    able = {name for name, mistake in CATALOGUE.items() if pictures().curves(mistake) is not None}
    assert drawn == able, "run: python docs/scripts/mistake_pictures.py"


def test_the_curves_are_those_of_the_mistakes():
    right, late = curves("off-by-one-iterations")
    assert np.array_equal(late[1:], right[:-1])  # k − 1 steps
    _, once = curves("update-outside-loop")
    assert once[1] == right[1] and set(once[1:]) == {right[1]}
    assert set(curves("update-discarded")[1]) == {right[0]}
    half = np.array(curves("cost-not-averaged"))
    assert half[0][1] < half[0][0] and half[1][1] < half[1][0]
    assert right[-1] < 1e-2 * right[0] and np.all(np.diff(curves("sign-flipped")[1]) > 0)


def pictures():
    return maker("scripts/mistake_pictures.py")


def curves(name):
    return pictures().curves(CATALOGUE[name])[1]
