"""How far a fit has come: a bar in a terminal, the same in a notebook, and silence where nobody watches."""

from __future__ import annotations

import math
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from linreg.layout import number

Progress = Callable[[int, int, float], None]
INTERVAL = 0.1  # seconds between two pictures of a notebook's bar


@contextmanager
def following(progress: bool | Progress | None) -> Iterator[Progress | None]:
    """What to call at each iterate while the block runs: for True a bar, a function is taken as it is."""
    if progress is not True:
        yield progress or None
    elif ipython := _notebook():
        with _notebook_bar(ipython) as bar:
            yield bar
    elif sys.stderr.isatty():
        with _terminal_bar() as bar:
            yield bar
    else:
        yield None


@contextmanager
def _terminal_bar() -> Iterator[Progress]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = [TextColumn("Descending"), BarColumn(), MofNCompleteColumn(), TextColumn("MSE {task.fields[mse]:.4g}")]
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None, mse=float("nan"))
        yield lambda k, total, mse: bar.update(task, completed=k, total=total, mse=mse)


def _notebook() -> Any:
    """IPython, if the code runs in a notebook's kernel: only then has it been imported, and has a kernel."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython is not None else None
    return ipython if hasattr(shell, "kernel") else None


@contextmanager
def _notebook_bar(ipython: Any) -> Iterator[Progress]:
    """A bar that is drawn anew at most ten times a second, and at the end."""
    HTML, handle = ipython.display.HTML, ipython.display.display(ipython.display.HTML(""), display_id=True)
    shown, latest = -math.inf, (0, 0, math.nan)

    def draw() -> None:
        k, total, mse = latest
        handle.update(HTML(f'<progress value="{k}" max="{total}"></progress> {k:,} of {total:,}, MSE {number(mse, 4)}'))

    def show(k: int, total: int, mse: float) -> None:
        nonlocal shown, latest
        latest = k, total, mse
        if time.monotonic() - shown > INTERVAL:
            draw()
            shown = time.monotonic()

    try:
        yield show
    finally:
        draw()
