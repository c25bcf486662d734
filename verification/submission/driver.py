"""The referee's side of the channel: it starts the submission's process, asks, waits as long as agreed, and ends it."""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import select
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from verification.implementation import Unanswered
from verification.submission import wire
from verification.submission.script import SCRIPT
from verification.submission.source import Source
from verification.submission.warden import ASK_FOR_TRACE
from verification.submission.workspace import copy_beside

OUTPUT = 16 << 20  # bytes printed in one question, beyond which it is a flood
SLICE = 0.25  # seconds
CROWDED = 3  # how many times its limit an answer may take on top where others compute as well
LOADING = 10.0  # seconds that importing may take at least: some libraries do
_SHOWN = 4000
_ROOT = Path(__file__).resolve().parents[2]
_BOOT = "import sys; sys.path.insert(0, {root!r}); from verification.submission.warden import main; main()"
_ENVIRONMENT = ("PATH", "LANG", "LC_ALL", "SYSTEMROOT", "PYTHONPATH", "LD_LIBRARY_PATH", "VIRTUAL_ENV")


@dataclass
class Finding:
    """Something noticed beside the numbers: its kind, the same in every report, and one sentence."""

    kind: str
    what: str


@dataclass
class Answer:
    """What an expression came to: its value, and the bound names whose values it changed in place."""

    value: Any
    changed: dict[str, Any] = field(default_factory=dict)


class Process:
    """One life of the submission's process, in a throw-away directory of its own."""

    def __init__(self, memory: int) -> None:
        self.directory = tempfile.TemporaryDirectory(prefix="submission-", ignore_cleanup_errors=True)
        self.channel, theirs = socket.socketpair()
        reader, writer = os.pipe()
        command = [sys.executable, "-P", "-c", _BOOT.format(root=str(_ROOT))]
        self.warden = subprocess.Popen(
            [*command, str(theirs.fileno()), os.path.realpath(self.directory.name), str(memory)],
            stdin=subprocess.PIPE, stdout=writer, stderr=writer, pass_fds=[theirs.fileno()],
            cwd=self.directory.name, env=_environment(self.directory.name), start_new_session=True,
        )  # fmt: skip
        theirs.close()
        os.close(writer)
        self.output = reader
        os.set_blocking(reader, False)
        self.channel.setblocking(False)
        self.printed = b""
        self.printed_now = 0

    def ask(self, operation: str, arguments: list[Any], timeout: float) -> list[Any]:
        """[status, value, noticed]; raises `Unanswered` for whatever happens instead of an answer."""
        token = secrets.token_bytes(16)
        deadline = time.monotonic() + timeout
        self.printed_now = 0
        self.computed = _computed(self._child())
        self.owed, self.until, self.latest = self.computed + timeout, deadline, deadline + CROWDED * timeout
        self._send(wire.frame([token, operation, arguments]), deadline)
        try:
            answer = wire.decode(self._receive(self._length(deadline), deadline))
        except wire.Malformed:
            raise self._forged() from None
        if not (isinstance(answer, list) and len(answer) == 4 and answer[0] == token):
            raise self._forged()
        self._drain()
        return answer[1:]

    def _forged(self) -> Unanswered:
        return Unanswered("forged-output", "something other than an answer was written to the channel for answers")

    def _send(self, data: bytes, deadline: float) -> None:
        view = memoryview(data)
        while view:
            self._wait(deadline, sending=True)
            try:
                view = view[self.channel.send(view) :]
            except BlockingIOError:
                continue
            except OSError:
                raise self._ended() from None

    def _length(self, deadline: float) -> int:
        return wire.frame_length(self._receive(8, deadline))

    def _receive(self, size: int, deadline: float) -> bytes:
        parts: list[bytes] = []
        while size:
            self._wait(deadline)
            try:
                part = self.channel.recv(min(size, 1 << 20))
            except BlockingIOError:
                continue
            except OSError:
                part = b""
            if not part:
                raise self._ended()
            parts.append(part)
            size -= len(part)
        return b"".join(parts)

    def _wait(self, deadline: float, sending: bool = False) -> None:
        """Until the channel is ready, reading meanwhile what is printed."""
        while True:
            left = max(deadline - time.monotonic(), self._kept_waiting(deadline))
            if left <= 0:
                raise Unanswered("timeout", "no answer within the time limit")
            writers = [self.channel] if sending else []
            waiting: list[Any] = [self.channel, self.output] if self.output >= 0 else [self.channel]
            readable, writable, _ = select.select(waiting, writers, [], left)
            if self.output in readable:
                self._drain()
            if writable or self.channel in readable:
                return

    def _kept_waiting(self, deadline: float) -> float:
        """Seconds to wait beyond the deadline, for what has computed less than it may: others compute here as well.

        A slice at a time, and as long as it got on in the last one: what sleeps or waits has had its time.
        """
        now = time.monotonic()
        if now < self.until or not deadline <= now < self.latest:
            return self.until - now
        computed = _computed(self._child())
        got_on, self.computed = computed > self.computed, computed
        self.until = now + (min(self.owed - computed, SLICE) if got_on else 0.0)
        return self.until - now

    def _child(self) -> str:
        """The number of the submission's process, "" where the system does not say."""
        try:
            children = Path(f"/proc/{self.warden.pid}/task/{self.warden.pid}/children").read_text().split()
        except OSError:
            return ""
        return next(iter(children), "")

    def _drain(self) -> None:
        """Take what has been printed; keep its beginning and, for the trace of an endless loop, its end."""
        while self.output >= 0:
            try:
                part = os.read(self.output, 1 << 16)
            except BlockingIOError:
                return
            if not part:
                os.close(self.output)
                self.output = -1
                return
            self.printed_now += len(part)
            self.printed = self.printed + part if len(self.printed) < _SHOWN else self.printed[:_SHOWN] + part
            if self.printed_now > OUTPUT:
                raise Unanswered("flood", f"it printed more than {OUTPUT >> 20} MiB in answer to one question")

    def _ended(self) -> Unanswered:
        """How the process ended, now that it has."""
        with contextlib.suppress(Unanswered):
            self._drain()
        try:
            code = self.warden.wait(2)
        except subprocess.TimeoutExpired:
            return Unanswered("exit", "the process closed the channel")
        if code <= 128:
            return Unanswered("exit", f"the process ended itself with exit code {code}")
        name = signal.Signals(code - 128).name if code - 128 in set(signal.Signals) else f"signal {code - 128}"
        return Unanswered("crash", f"the process crashed with {name}")

    def stuck_line(self, filename: str) -> int | None:
        """The line of the submission that is being executed right now."""
        before = len(self.printed)
        with contextlib.suppress(OSError, Unanswered):
            assert self.warden.stdin is not None
            self.warden.stdin.write(ASK_FOR_TRACE)
            self.warden.stdin.flush()
            for _ in range(10):
                select.select([self.output], [], [], 0.05)
                self._drain()
        text = self.printed[min(before, _SHOWN) :].decode(errors="replace")
        self.printed = self.printed[:before]
        found = re.search(rf'File "{re.escape(filename)}", line (\d+)', text)
        return int(found[1]) if found else None

    def close(self) -> None:
        """End the process and all that it started, and throw the directory away."""
        assert self.warden.stdin is not None
        with contextlib.suppress(OSError):
            self.warden.stdin.close()
        try:
            self.warden.wait(5)
        except subprocess.TimeoutExpired:
            os.killpg(self.warden.pid, signal.SIGKILL)
            self.warden.wait()
        self.channel.close()
        if self.output >= 0:
            os.close(self.output)
        self.directory.cleanup()


def _computed(process: str) -> float:
    """Seconds that a process has computed so far; 0 where the system does not say."""
    try:
        said = Path(f"/proc/{process or '-'}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(said[11]) + int(said[12])) / os.sysconf("SC_CLK_TCK")


def _environment(home: str) -> dict[str, str]:
    kept = {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
    threads = dict.fromkeys(["OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"], "1")
    quiet = {"MPLBACKEND": "Agg", "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUNBUFFERED": "", "PYTHONIOENCODING": "utf-8"}
    return {**kept, **threads, **quiet, "HOME": home, "TMPDIR": home, "PYTHONHASHSEED": "0"}


class Driver:
    """A submission that can be asked: it is loaded when first needed, and again after it has been stopped."""

    def __init__(self, source: Source, timeout: float, memory: int, spare: Process | None = None) -> None:
        self.source, self.timeout, self.memory = source, timeout, memory
        self.process: Process | None = None
        self.spare = spare
        self.findings: list[Finding] = []
        self.description: dict[str, Any] = {}
        self.fatal: dict[str, Unanswered] = {}
        self.printed = ""
        self.filename = ""
        self.patience = timeout
        self.constants: dict[str, Any] = {"penalty": 0.0, "momentum": 0.0}

    def load(self) -> dict[str, Any]:
        """What the submission defines; raises `Unanswered("does-not-run")` where it cannot be executed."""
        self.process = self.spare or Process(self.memory)
        self.spare = None
        directory = Path(os.path.realpath(self.process.directory.name))
        if self.source.module:
            self.filename, paths = str(self.source.path), [path or str(Path.cwd()) for path in sys.path]
        else:
            copy = copy_beside(self.source.path, directory)
            self.filename = str(copy)
            paths = [str(path) for path in copy.parents if path.is_relative_to(directory)]
        self.patience = max(self.timeout, LOADING)
        status, value = self._asked("load", [self.source.text, self.filename, self.source.module, paths], "its import")
        self.patience = self.timeout
        if status == "raised":
            raise self._raised(value, "does-not-run")
        self.description = value
        return self.description

    def evaluate(
        self,
        expression: str,
        names: dict[str, Any] | None = None,
        settings: dict[str, str] | None = None,
        keep: str = "",
        subject: str = "",
    ) -> Answer:
        """What the expression comes to in the submission's namespace with these names bound.

        settings: globals set beforehand. keep, subject: the name under which to keep the value for later questions, and
        the name of the kept value that this question calls `model`.
        """
        names = {**self.constants, **(names or {})}
        called = _question(expression, names)
        if called in self.fatal:
            raise self.fatal[called]
        if self.process is None:
            self.load()
        status, value = self._asked("evaluate", [expression, names, settings or {}, keep, subject], called)
        if status == "raised":
            raise self._raised(value, "raised")
        answer = Answer(*value)
        for name, after in answer.changed.items():
            _write_back(names, name, after)
        return answer

    def reload(self) -> None:
        """Execute the submission anew: what earlier questions did to its globals and defaults is undone."""
        if self.process is not None:
            self._asked("reload", [], "its import")

    def _asked(self, operation: str, arguments: list[Any], called: str) -> tuple[str, Any]:
        assert self.process is not None
        try:
            status, value, noticed = self.process.ask(operation, arguments, self.patience)
        except Unanswered as trouble:
            raise self._stopped(trouble, called) from None
        self.printed = self.process.printed[:_SHOWN].decode(errors="replace")
        for kind, what in noticed:
            self.find(kind, what)
        return status, value

    def _stopped(self, trouble: Unanswered, called: str) -> Unanswered:
        """End the process; the same question will not be put again."""
        assert self.process is not None
        line = self.process.stuck_line(self.filename) if trouble.kind == "timeout" else None
        where = f", in line {line}" if line else ""
        what = f"{called}: {trouble.what}{where}"
        if trouble.kind == "timeout":
            what = f"{called} did not come to an end within {self.patience:g} s{where}"
        self.fatal[called] = stopped = Unanswered(trouble.kind, what, line=line)
        self.find(trouble.kind, what)
        self.close()
        return stopped

    def _raised(self, error: dict[str, Any], kind: str) -> Unanswered:
        lines = [line for file, line, _ in error["frames"] if file == self.filename and line]
        line = lines[-1] if lines else None
        if error["type"] in _UNDEFINED and any(name == SCRIPT for _, _, name in error["frames"]):
            kind = "cut"  # what a script had from a file that is not here
        kind = _KINDS.get(error["type"], "memory" if "MemoryError" in error["family"] else kind)
        where = f" (line {line})" if line else ""
        what = f"{error['type']}: {error['message']}{where}"
        return Unanswered(kind, what, line=line, error=error["type"])

    def note_changes(self, called: str, answer: Answer, names: tuple[str, ...]) -> None:
        """Note which of these arrays, none of which it should change, a call has changed in place."""
        for name in names:
            if name in answer.changed:
                self.find("changed-input", f"{called} changed the {name} that it was given")

    def find(self, kind: str, what: str) -> None:
        """Note something for the report, once."""
        if Finding(kind, what) not in self.findings:
            self.findings.append(Finding(kind, what))

    @contextlib.contextmanager
    def impatient(self, most: float) -> Iterator[None]:
        """Wait at most so long for each answer: while bindings are tried, most of which are wrong."""
        self.timeout, before = min(self.timeout, most), self.timeout
        self.patience = self.timeout
        try:
            yield
        finally:
            self.timeout = self.patience = before

    def close(self) -> None:
        """End the process, if there is one."""
        for process in (self.process, self.spare):
            if process is not None:
                process.close()
        self.process = self.spare = None


def _question(expression: str, names: dict[str, Any]) -> str:
    """What is not asked again once it did not end; no steps at all is more than most code is prepared for."""
    return f"{expression} with n_iterations = 0" if names.get("n_iterations") == 0 else expression


def _write_back(names: dict[str, Any], name: str, after: Any) -> None:
    """What the submission did to its copy is done to ours: from here it looks like a function of this process."""
    before = names.get(name)
    if isinstance(before, np.ndarray) and np.shape(after) == before.shape and before.flags.writeable:
        np.copyto(before, np.asarray(after), casting="unsafe")


_UNDEFINED = ("NameError", "UnboundLocalError")
_KINDS = {"SystemExit": "exit", "KeyboardInterrupt": "exit", "missing-library": "missing-library"}


@contextlib.contextmanager
def driven(source: Source, timeout: float, memory: int) -> Iterator[Driver]:
    """A driver that ends with the block."""
    driver = Driver(source, timeout, memory)
    try:
        yield driver
    finally:
        driver.close()
