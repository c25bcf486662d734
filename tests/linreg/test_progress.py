"""Progress: shown where somebody watches, in a terminal or a notebook, and nowhere else."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from linreg import LinearRegression, load_houses

ROOT = Path(__file__).parents[2]
X, Y, _ = load_houses()
FIT = """
from linreg import LinearRegression, load_houses
X, y, _ = load_houses()
LinearRegression(3000, lr=0.001, random_state=0, progress={progress}).fit(X, y)
"""


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(("progress", "expected"), [("True", True), ("False", False), ("None", False)])
def test_a_terminal_gets_a_bar(progress: str, expected: bool) -> None:
    master, slave = pty.openpty()
    command = [sys.executable, "-W", "ignore", "-c", FIT.format(progress=progress)]
    process = subprocess.Popen(command, stderr=slave, cwd=ROOT, env=os.environ | {"TERM": "xterm"})
    os.close(slave)
    shown = b""
    try:
        while chunk := os.read(master, 4096):
            shown += chunk
    except OSError:  # the other side is closed
        pass
    os.close(master)
    assert process.wait(timeout=30) == 0
    assert (b"Descending" in shown and b"/3000" in shown) is expected and bool(shown) is expected


def test_where_nobody_watches_nothing_is_written(capfd: pytest.CaptureFixture[str]) -> None:
    LinearRegression(progress=True, random_state=0).fit(X, Y)
    assert capfd.readouterr() == ("", "")


def test_a_notebook_gets_a_bar_that_ends_at_the_last_iterate(monkeypatch: pytest.MonkeyPatch) -> None:
    """IPython is no dependency, so these are its three calls; the kernel is what tells a notebook from a shell."""
    pictures: list[str] = []
    ipython: Any = ModuleType("IPython")
    ipython.get_ipython = lambda: SimpleNamespace(kernel="a kernel")
    handle = SimpleNamespace(update=pictures.append)
    ipython.display = SimpleNamespace(HTML=str, display=lambda shown, display_id: handle)
    monkeypatch.setitem(sys.modules, "IPython", ipython)
    model = LinearRegression(50, tol=0.0, progress=True, random_state=0).fit(X, Y)
    assert pictures[0].startswith('<progress value="0" max="50"></progress> 0 of 50, MSE ')
    assert pictures[-1].startswith('<progress value="50" max="50"></progress> 50 of 50, MSE ')
    assert f"{model.loss_over_time_[-1]:.3e}"[:5] in pictures[-1]


def test_ipython_without_a_kernel_is_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    ipython: Any = ModuleType("IPython")
    ipython.get_ipython = lambda: None
    monkeypatch.setitem(sys.modules, "IPython", ipython)
    LinearRegression(50, tol=0.0, progress=True, random_state=0).fit(X, Y)


def test_progress_true_is_a_setting_like_any_other() -> None:
    assert repr(LinearRegression(progress=True)) == "LinearRegression(progress=True)"
    assert LinearRegression().get_params()["progress"] is None
