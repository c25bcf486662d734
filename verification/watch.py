"""Check again on every save: the verdict and a hint first, the answer when it is asked for.

Keys: h the hint, m more (the whole report), q quit. A process for the next check is started while the learner types.
"""

from __future__ import annotations

import select
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from verification.check import Checked, How, check
from verification.report import as_text, hint, verdict_line
from verification.submission.driver import Process

PAUSE = 0.03  # seconds between two looks at the file and the keyboard
KEYS = "h hint   m more   q quit"


def watch(path: Path, how: How, out: TextIO = sys.stdout, keys: Callable[[float], str] | None = None) -> None:
    """Check the file now and after each save, until q is pressed; keys(seconds) waits so long for a key, "" if none."""
    with _keyboard(sys.stdin) as pressed:
        _watch(path, how, out, keys or pressed)


def _watch(path: Path, how: How, out: TextIO, pressed: Callable[[float], str]) -> None:
    seen, spare, checked = None, Process(how.memory), None
    try:
        while True:
            stamp = _stamp(path)
            if stamp != seen and stamp is not None:
                seen = stamp
                checked = check(path, how, spare)
                out.write(f"\x1b[2J\x1b[H{verdict_line(checked)}\n\n{KEYS}\n")
                out.flush()
                spare = Process(how.memory)
            key = pressed(PAUSE)
            if key == "q":
                return
            if checked is not None and key in TELL:
                out.write(f"\n{TELL[key](checked)}\n")
                out.flush()
    finally:
        spare.close()


TELL: dict[str, Callable[[Checked], str]] = {"h": hint, "m": as_text}


def _stamp(path: Path) -> tuple[int, int] | None:
    """What changes when the file is saved; None while an editor has it out of the way."""
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    return status.st_mtime_ns, status.st_size


@contextmanager
def _keyboard(stdin: TextIO) -> Iterator[Callable[[float], str]]:
    """Single keys without Enter where stdin is a terminal; lines' first letters where it is not."""
    if not stdin.isatty():
        yield lambda seconds: _first_letter(stdin, seconds)
        return
    import termios
    import tty

    before = termios.tcgetattr(stdin)
    tty.setcbreak(stdin)
    try:
        yield lambda seconds: stdin.read(1) if select.select([stdin], [], [], seconds)[0] else ""
    finally:
        termios.tcsetattr(stdin, termios.TCSADRAIN, before)


def _first_letter(stdin: TextIO, seconds: float) -> str:
    if select.select([stdin], [], [], seconds)[0]:
        line = stdin.readline()
        return line[:1] if line else "q"
    time.sleep(0)
    return ""
