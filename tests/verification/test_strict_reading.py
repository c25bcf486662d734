"""Files that a strict reading wrote against the rules of binding: right ones must not be accused, wrong ones not called
right. Whether the right ones are recognised as right is another matter.
"""

from __future__ import annotations

import ast
from pathlib import Path

import numpy as np
import pytest

from verification.check import check
from verification.examine import Verdict
from verification.submission.numbered import form, numberings
from verification.submission.own_data import OwnData
from verification.submission.unrounding import unrounded

LEARNERS = Path(__file__).parent / "learners"


def files(folder: str) -> list[Path]:
    return sorted((LEARNERS / folder).glob("*.py"))


@pytest.mark.parametrize("path", files("not_accused"), ids=lambda path: path.stem)
def test_right_code_is_not_accused(path: Path) -> None:
    checked = check(path)
    assert checked.verdict is not Verdict.FAILED, (checked.submission.binding, checked.diagnosis.ids, checked.reasons)


@pytest.mark.parametrize("path", files("not_acquitted"), ids=lambda path: path.stem)
def test_wrong_code_is_not_called_correct(path: Path) -> None:
    checked = check(path)
    assert checked.verdict is not Verdict.PASSED, (checked.submission.binding, checked.diagnosis.remarks)


def test_numbered_names_are_entries_and_columns() -> None:
    plain = [({"x1": "X_1", "x2": "X_2", "b": "theta_0", "w1": "theta_1", "w2": "theta_2"}, 2)]
    assert numberings(["w1", "w2", "b", "x1", "x2", "y"]) == plain
    first, last = numberings(["w1", "w2", "w3", "x1", "x2"])
    assert (first[0]["w1"], last[0]["w1"], last[0]["w3"]) == ("theta_0", "theta_1", "theta_0")
    assert numberings(["theta0", "theta1", "x", "y"]) == [], "one feature is none that is numbered"
    assert numberings(["w1", "w2", "b", "x"]) == [], "a parabola"
    assert numberings(["w", "b", "x1", "y1", "x2", "y2"]) == [], "two points"
    assert form("X_2", {"X": "X[:, 1:].tolist()"}) == "X[:, 2].tolist()" and form("y", {}) is None


def test_only_what_nothing_goes_on_with_is_unrounded() -> None:
    text = (
        "def helper(w):\n    return round(w, 2)\n"
        "def whole(w):\n    return round(w)\n"
        "def fit(w):\n    for _ in range(9):\n        w = helper(w)\n        w = round(w, 3)\n"
        "    return np.round(w, 4)\n"
    )
    tree = ast.parse(text)
    assert unrounded(tree) == [9]
    assert ast.unparse(tree).count("round(") == 3 and ast.unparse(tree).endswith("return w")


def test_made_up_data_have_the_columns_that_are_asked_for() -> None:
    data = OwnData(23, 2, ("km", "price", "age"))
    assert data.frame().shape == (23, 3) and list(data.frame().columns) == ["km", "price", "age"]
    assert data.array(unpack=True).shape == (3, 23)
    assert np.array_equal(np.loadtxt(data.lines(), delimiter=","), data.numbers())
    assert np.linalg.matrix_rank(np.column_stack([np.ones(23), data.numbers()])) == 4
