"""The process between the referee and the submission: it starts the one, and sees that nothing outlives the other.

Its standard input is its lifeline. When that closes, because the referee is done or dead, or when the submission's
process ends, every process that the submission started is killed, also those that tried to detach: on Linux the warden
is their subreaper, so that orphans become its children.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import select
import signal
import sys
from pathlib import Path

_SET_CHILD_SUBREAPER = 36
ASK_FOR_TRACE = b"?"


def main() -> None:
    """Start the submission's process and outlive it."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    child = os.fork()
    if child == 0:
        _become_submission()
    os.close(int(sys.argv[1]))
    status = _watch(child)
    _kill_descendants(child)
    _remove(sys.argv[2])
    os._exit(status)


def _become_submission() -> None:
    os.setpgid(0, 0)
    null = os.open(os.devnull, os.O_RDONLY)
    os.dup2(null, 0)
    os.close(null)
    from verification.submission import child

    child.die_with_parent()
    child.main()


def _watch(child: int) -> int:
    """Wait for the lifeline to close or the child to end; → what to exit with: its code, or 128 + its signal."""
    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    signal.set_wakeup_fd(writer)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    while True:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            code = os.waitstatus_to_exitcode(status)
            return code if code >= 0 else 128 - code
        ready, _, _ = select.select([0, reader], [], [], 1.0)
        if reader in ready:
            os.read(reader, 512)
        if 0 in ready:
            if os.read(0, 1) != ASK_FOR_TRACE:
                return 0
            os.kill(child, signal.SIGUSR1)


def _kill_descendants(child: int) -> None:
    """Kill until nobody is left; a fork bomb is faster than one round, not than all of them."""
    with contextlib.suppress(OSError):
        os.killpg(child, signal.SIGKILL)
    for _ in range(1000):
        for pid in _descendants():
            with contextlib.suppress(OSError):
                os.kill(pid, signal.SIGKILL)
        try:
            os.waitpid(-1, 0)
        except ChildProcessError:
            return


def _remove(directory: str) -> None:
    """Throw the directory away here, so that it goes even when the referee itself was killed."""
    import shutil

    os.chdir("/")
    shutil.rmtree(directory, ignore_errors=True)


def _descendants() -> list[int]:
    parents = {int(place.name): _parent(place) for place in Path("/proc").glob("[0-9]*")}
    found = [os.getpid()]
    for pid in found:
        found += [other for other, parent in parents.items() if parent == pid]
    return found[1:]


def _parent(place: Path) -> int:
    try:
        return int((place / "stat").read_text().rpartition(")")[2].split()[1])
    except (OSError, IndexError, ValueError):
        return 0
