"""The report, as a learner sees it and as a program reads it; and the mend."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from verification.check import How, check
from verification.mend import mended
from verification.mistakes.code import replacement
from verification.report import as_json, as_text, catalogue, entry, hint, verdict_line

LEARNERS = Path(__file__).parent / "learners"

RIGHT = """
import numpy as np

def cost(theta, X, y):
    return np.mean((X @ theta - y) ** 2) / 2

def gradient(theta, X, y):
    return X.T @ (X @ theta - y) / len(y)
"""


@pytest.fixture(scope="module")
def doubled():
    return check(LEARNERS / "factor-two.py")


def test_one_screen_with_the_sentence_the_line_the_example_and_the_mend(doubled):
    assert as_text(doubled).splitlines() == [
        "factor-two.py   gradient(theta, X, y)   INCORRECT   factor-two",
        "  Your gradient is 2 × the gradient of your own cost, at every point tried.",
        "  Right would be Xᵀr/m. Your gradient is 2Xᵀr/m (line 10).",
        "  Smallest example:  X = [[1, 2]]   y = [0]   θ = [1, 1]   yours [6, 12]   right [3, 6]",
        "  Mend: Make them one: ‖r‖²/2m with Xᵀr/m, or ‖r‖²/m with 2Xᵀr/m.   more: docs/mistakes.md#factor-two",
    ]


def test_json_has_the_documented_form(doubled):
    report = json.loads(json.dumps(as_json(doubled)))
    assert set(report) == {"version", "verdict", "mistakes", "convention", "binding", "findings"}
    assert (report["version"], report["verdict"], report["convention"]) == (1, "incorrect", "‖r‖²/2m")
    (mistake,) = report["mistakes"]
    assert (mistake["id"], mistake["line"]) == ("factor-two", 10)
    numbers = {"X": [[1, 2]], "y": [0], "theta": [1, 1], "yours": [6, 12], "right": [3, 6]}
    assert mistake["example"] == numbers


def test_the_hint_comes_without_the_answer(doubled):
    assert verdict_line(doubled) == "factor-two.py   INCORRECT   factor-two"
    assert hint(doubled) == "Differentiate your own cost on paper, for one sample. Does a 2 survive?"


def test_a_right_file_is_told_its_convention(tmp_path):
    file = tmp_path / "mine.py"
    file.write_text(RIGHT)
    checked = check(file)
    assert as_text(checked).splitlines()[0] == "mine.py   CORRECT   J = ‖r‖²/2m"
    assert as_json(checked)["mistakes"] == []


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("factor-two", "+    return X.T @ r / m"),
        ("missing-mean", "+    return X.T.dot(errors) / len(y)"),
        ("missing-mean-3", "+        theta = theta - alpha * X.T.dot(h - y) / len(y)"),
        ("sign-flipped-2", "+        theta = theta - 1 / m * learning_rate * X.T.dot(prediction - y)"),
        ("cost-precedence", "+    return 1 / (2 * m) * np.sum((X @ theta - y) ** 2)"),
        ("aliased-update-2", "+        new_theta = theta.copy()"),
        ("off-by-one-iterations", "+    for i in range(num_iterations):"),
    ],
)
def test_a_mend_is_shown_only_because_the_copy_is_right(name, line):
    diff = mended(check(LEARNERS / f"{name}.py"), How())
    changed = [row for row in diff.splitlines() if row[0] in "+-" and row[:3] not in {"+++", "---"}]
    assert len(changed) == 2
    assert changed[1] == line


def test_where_no_line_mends_it_none_is_shown():
    assert mended(check(LEARNERS / "predict-rescales-wrongly.py"), How()).startswith("No change of a single line")


def test_the_catalogue_lists_every_mistake_and_tells_one():
    assert "  factor-two" in catalogue()
    assert entry("factor-two").splitlines()[0] == "factor-two: A 2 too many or too few"
    with pytest.raises(LookupError, match="there is no mistake factor-three"):
        entry("factor-three")


@pytest.mark.parametrize(
    ("error", "remedy"),
    [
        ("module 'numpy' has no attribute 'mat'", "np.asmatrix"),
        ("`np.Inf` was removed; module 'numpy' has no attribute 'Inf'", "np.inf"),
        ("'DataFrame' object has no attribute 'ix'", ".iloc"),
        ("Missing parentheses in call to 'print'. Did you mean print(...)?", "Python 2"),
        ("name 'xrange' is not defined", "range"),
        ("only 0-dimensional arrays can be converted to Python scalars", "a.item()"),
    ],
)
def test_a_removed_name_is_told_with_what_replaced_it(error, remedy):
    assert remedy in replacement(error)
