"""No miss: wrong gradients, down to two units in the last place of one component, are all caught."""

import pytest

from tests.verification.corpus import gradients
from verification import examine as examining
from verification.examine import Verdict, examine
from verification.implementation import Implementation

WRONG = gradients("wrong")


def test_there_are_enough():
    assert len(WRONG) >= 60


@pytest.mark.parametrize("name", WRONG)
def test_it_is_caught(name, monkeypatch):
    monkeypatch.setattr(examining, "PATIENCE", 0.0)  # that it fails is all that is asked here, not how small
    gradient = WRONG[name]
    code = Implementation(name=name, gradient=gradient, cost=getattr(gradient, "cost", None))
    assert any(finding.verdict is Verdict.FAILED for finding in examine(code, examples=8))
