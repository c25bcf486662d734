"""Learners' files, each read, bound and driven as any stranger's: a wrong one gets its name, a right one none.

The name of a wrong file is that of its mistake, a number behind it for another way of writing it, a + between two.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from verification.check import check
from verification.examine import Verdict
from verification.mistakes import CATALOGUE

LEARNERS = Path(__file__).parent / "learners"
WRONG = sorted(LEARNERS.glob("*.py"))
RIGHT = sorted(
    path for folder in ("shapes", "ways") for path in (LEARNERS / folder).iterdir() if path.suffix in {".py", ".ipynb"}
)


def labels(path):
    return {re.sub(r"(?<!minus)-\d+$", "", name) for name in path.stem.split("+")}


def read(path):
    checked = check(path)
    if checked.submission.failure is not None:
        return {checked.submission.failure.kind}, []
    return set(checked.diagnosis.ids), checked.diagnosis.mistakes


@pytest.mark.parametrize("path", WRONG, ids=lambda path: path.stem)
def test_a_wrong_file_gets_exactly_the_name_of_its_mistake(path):
    ids, mistakes = read(path)
    assert ids == labels(path)
    lines = len(path.read_text("utf-8").splitlines())
    assert all(mistake.line is None or 1 <= mistake.line <= lines for mistake in mistakes)


@pytest.mark.parametrize("path", RIGHT, ids=lambda path: path.name)
def test_a_right_file_of_any_shape_and_in_any_way_is_called_correct(path):
    checked = check(path)
    assert (checked.verdict, checked.diagnosis.ids) == (Verdict.PASSED, []), checked.reasons


def test_every_mistake_has_a_file():
    assert set(CATALOGUE) == set.union(*map(labels, WRONG))
