"""The submission's process: it evaluates expressions in the submission's namespace and answers with plain values.

It knows no expected answer. A question is a token, an operation and its arguments; an answer begins with the same
token, which is new for every question, so that nothing else that is written to the channel can pass for an answer.
"""

from __future__ import annotations

import builtins
import copy
import ctypes
import dataclasses
import faulthandler
import importlib
import inspect
import math
import os
import random
import signal
import socket
import sys
import time
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from types import FunctionType, GeneratorType, ModuleType
from typing import Any

import numpy as np

from verification.submission import guard, loading, wire
from verification.submission.own_data import on_its_own
from verification.submission.settings import LIMIT
from verification.submission.stubs import Later, Missing, Stub

_DEPTH = 8
_ITEMS = 200_000
AWAKE = 0.001  # seconds that are slept at most
_YIELDS = 10_000  # steps of a generator after which it counts as one without end


def serve(channel: socket.socket, directory: str, memory: int) -> None:
    """Answer until the channel closes."""
    Session(directory, memory).run(channel)


class Session:
    """The namespace, what is kept between questions, and what was noticed since the last answer."""

    def __init__(self, directory: str, memory: int) -> None:
        self.directory, self.memory = directory, memory
        self.noticed: list[tuple[str, str]] = []
        self.module = ModuleType("submission")
        self.kept: dict[str, tuple[Any, Any]] = {}  # each with the start that it was made with: its maker's still
        self.text: tuple[str, str] | None = None
        self.seedable: list[Callable[[int], Any]] = [random.seed, np.random.seed]
        self.genuine: dict[tuple[str, str], Any] = {}

    def run(self, channel: socket.socket) -> None:
        self.protect()
        own = os.getpid()
        # A copy of this process, which the submission may fork, is not to answer for it.
        os.register_at_fork(after_in_child=channel.close)
        streams = sys.stdout, sys.stderr
        operations: dict[str, Callable[..., Any]] = {
            "load": self.load,
            "evaluate": self.evaluate,
            "reload": self.reload,
        }
        while True:
            token, operation, arguments = wire.decode(_received(channel))
            answer = self.answered(operations[operation], arguments)
            if os.getpid() != own:
                os._exit(0)
            for stream in streams:
                stream.flush()
            noticed, self.noticed = self.noticed, []
            channel.sendall(wire.frame([token, *answer, [list(item) for item in noticed]]))

    def protect(self) -> None:
        """Everything that holds for the rest of this process's life."""
        _seed_unseeded()
        _wake_early()
        self.genuine = dict(_functions())
        guard.limit_memory(self.memory)
        sealed = guard.landlock(self.directory)
        guard.watch(self.directory, self.notice)
        if sys.platform == "linux" and not sealed:
            self.notice("unsealed", "this kernel has no Landlock: only writes through Python are refused")

    def notice(self, kind: str, what: str) -> None:
        if len(self.noticed) < 50 and (kind, what) not in self.noticed:
            self.noticed.append((kind, what))

    def answered(self, operation: Callable[..., Any], arguments: list[Any]) -> tuple[str, Any]:
        """("value", …) or ("raised", …), whatever the submission throws."""
        try:
            result = "value", operation(*arguments)
        except BaseException as error:
            result = "raised", _described(error)
        for (module, name), original in self.genuine.items():
            if getattr(sys.modules[module], name, None) is not original:
                self.notice("patched", f"it replaced {module}.{name}")
        return result

    def load(self, text: str, filename: str, module: str, paths: list[str]) -> Any:
        """Execute the submission; returns a description of what it defines."""
        sys.path[:0] = paths
        skipped: list[str] = []
        missing = loading.prepare_imports(self.directory)
        sys.argv = [filename]
        if module:
            sys.meta_path[:] = [finder for finder in sys.meta_path if not isinstance(finder, loading.BesideFinder)]
            self.module = importlib.import_module(module)
        else:
            self.text = (text, filename)
            self.module, skipped = loading.load(text, filename, self.directory)
        for name in missing.stubbed:
            self.notice("stand-in", f"{name} is not installed; a stand-in takes its place")
        return {"defined": describe(self.module), "skipped": skipped}

    def evaluate(
        self, expression: str, names: dict[str, Any], settings: dict[str, str], keep: str, subject: str
    ) -> Any:
        """The value of an expression with these names bound; → [value, names whose value it changed, their values].

        settings: globals of the submission that are set beforehand, each by an expression of its own.
        keep: the name under which the value stays available to later questions, or "". subject: the name of a kept
        value that the expression calls `model`, or "".
        """
        for seed in self.seedable:
            seed(0)
        model, start = self.kept[subject] if subject else (None, None)
        begun = _copied(start)
        before = {name: _copied(value) for name, value in names.items()}
        scope = {**_TOOLS, **names, **({"model": model} if subject else {})}
        frames = _Frames()
        if "pd." in expression:
            scope["pd"] = frames
        if "n_iterations" in expression:  # whoever is told how many steps needs no limit that an earlier question set
            vars(self.module).update({name: math.inf for name in vars(self.module) if name.startswith(LIMIT)})
        for name, setting in settings.items():
            setattr(self.module, name, eval(setting, self.module.__dict__, scope))
        # One dictionary for both: a comprehension inside the expression sees only globals.
        value = _run_out(eval(expression, _Scope(self.module.__dict__, scope)))
        if keep:
            self.kept[keep] = value, names.get("theta")
        changed = {name: plain(names[name]) for name in before if not _same(before[name], names[name])}
        if not _same(begun, start):
            changed["theta"] = plain(start)
        changed |= {name: np.full_like(names[name], np.nan) for name in frames.changed() if name not in changed}
        return [plain(value), changed]

    def reload(self) -> None:
        """Execute the submission anew, so that nothing is left of earlier questions."""
        self.kept.clear()
        if self.text:
            self.module, _ = loading.load(*self.text, self.directory)


class _Frames:
    """pandas, with an eye on the frames and series that are made for a question: the caller's, as code sees them."""

    def __init__(self) -> None:
        self.made: list[tuple[str, Any, Any]] = []

    def __getattr__(self, name: str) -> Any:
        made = getattr(importlib.import_module("pandas"), name)
        return {"DataFrame": self._kept("X", made), "Series": self._kept("y", made)}.get(name, made)

    def _kept(self, stands_for: str, kind: Any) -> Callable[..., Any]:
        def make(*arguments: Any) -> Any:
            made = kind(*arguments)
            self.made.append((stands_for, made, made.copy()))
            return made

        return make

    def changed(self) -> set[str]:
        """Whose frame or series has other entries, rows or columns than it was made with."""
        return {name for name, now, before in self.made if not now.equals(before)}


class _Scope(dict[str, Any]):
    """The submission's globals with some names in front of them."""

    def __init__(self, module: dict[str, Any], front: dict[str, Any]) -> None:
        super().__init__({**module, **front})


def _copied(value: Any) -> Any:
    return value.copy() if isinstance(value, np.ndarray) else value


def _same(before: Any, after: Any) -> bool:
    if not isinstance(before, np.ndarray):
        return True
    return bool(before.shape == after.shape and before.dtype == after.dtype and before.tobytes() == after.tobytes())


def _received(channel: socket.socket) -> bytes:
    return _exactly(channel, wire.frame_length(_exactly(channel, 8)))


def _exactly(channel: socket.socket, size: int) -> bytes:
    data = b""
    while len(data) < size:
        part = channel.recv(size - len(data))
        if not part:
            os._exit(0)  # the referee has no more questions
        data += part
    return data


def _seed_unseeded() -> None:
    """default_rng() without a seed draws one from the system; a repeatable question needs a repeatable one."""
    genuine = np.random.default_rng
    np.random.default_rng = lambda seed=None: genuine(0 if seed is None else seed)


def _wake_early() -> None:
    """Who sleeps does so for somebody who looks on, or for a server that is out of reach: here nobody waits."""
    genuine = time.sleep
    time.sleep = lambda seconds: genuine(min(float(seconds), AWAKE))


def _functions() -> Iterable[tuple[tuple[str, str], Any]]:
    for module in (np, np.linalg, np.random, math, builtins):
        for name, value in vars(module).items():
            if callable(value) and not name.startswith("_"):
                yield (module.__name__, name), value


def _run_out(value: Any) -> Any:
    """What a generator yields last, if it comes to an end; everything else as it is."""
    if not isinstance(value, GeneratorType):
        return value
    last = deque(islice(value, _YIELDS), maxlen=1)
    ended = next(value, last) is last
    return next(iter(last), None) if ended else value


def plain(value: Any, depth: int = 0) -> Any:
    """The value as `wire` can carry it; what it cannot is named by its type."""
    if value is None or (isinstance(value, (bool, int, float, str)) and type(value) in _SIMPLE):
        return value
    if depth > _DEPTH:
        return wire.Opaque("a deeply nested value")
    named = _by_name(value)
    if named is not None:
        return {str(key): plain(item, depth + 1) for key, item in list(named.items())[:_ITEMS]}
    if isinstance(value, (list, tuple)) and len(value) <= _ITEMS:
        return type_of(value)(plain(item, depth + 1) for item in value)
    return _array(value)


def _by_name(value: Any) -> dict[Any, Any] | None:
    """What has names for its parts, as a dictionary: one, a dataclass, a named tuple."""
    if isinstance(value, dict):
        return value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
    names = getattr(type(value), "_fields", None)
    return dict(zip(names, value, strict=False)) if isinstance(value, tuple) and isinstance(names, tuple) else None


_SIMPLE = (bool, int, float, str)


def type_of(value: list[Any] | tuple[Any, ...]) -> type:
    """list or tuple, also for what inherits from them."""
    return list if isinstance(value, list) else tuple


def _array(value: Any) -> Any:
    kind = f"{type(value).__module__}.{type(value).__name__}".removeprefix("builtins.")
    if isinstance(value, Stub):
        return wire.Opaque(f"{value._name}, which is not installed here")
    if isinstance(value, (type, Later)):
        return wire.Opaque(kind)
    if not (isinstance(value, (np.ndarray, np.generic, int, float)) or hasattr(value, "__array__")):
        return wire.Opaque(kind)
    value = value.detach() if hasattr(value, "detach") else value
    array = np.asarray(value)
    if array.dtype.kind == "O":
        return _of_objects(array)
    return (
        array
        if array.dtype.kind in "biufc" and array.nbytes < wire.LIMIT // 2
        else wire.Opaque(f"array of {array.dtype}")
    )


def _of_objects(array: np.ndarray[Any, Any]) -> Any:
    """What `np.frompyfunc` makes of numbers are numbers; anything else stays what it is."""
    plain_numbers = all(isinstance(entry, (int, float, np.number)) for entry in array.flat)
    return array.astype(float) if array.size and plain_numbers else wire.Opaque("an array of objects")


def _described(error: BaseException) -> dict[str, Any]:
    """What was raised, and where in the submission."""
    steps = traceback.extract_tb(error.__traceback__)
    frames = [
        (step.filename, step.lineno, step.name) for step in steps if "verification/submission" not in step.filename
    ]
    if isinstance(error, SyntaxError):
        frames.append((error.filename or "", error.lineno, ""))
    kind = "missing-library" if isinstance(error, Missing) else type(error).__name__
    message = " ".join(_text(error).split())[:300]
    family = [base.__name__ for base in type(error).__mro__]
    return {"type": kind, "message": message, "frames": [list(step) for step in frames[-20:]], "family": family}


def _text(error: BaseException) -> str:
    try:
        return str(error)
    except Exception:
        return "(an exception whose text raises another)"


def describe(module: ModuleType) -> list[dict[str, Any]]:
    """The functions, classes and plain constants of a module."""
    own = [(name, value) for name, value in vars(module).items() if not name.startswith("__")]
    return [entry for name, value in own if (entry := _entry(name, value, module)) is not None]


def _entry(name: str, value: Any, module: ModuleType) -> dict[str, Any] | None:
    if isinstance(value, (Stub, Later, ModuleType)):
        return None
    if isinstance(value, type):
        return {"name": name, "kind": "class", **_place(value)} if _is_own(value, module) else None
    if isinstance(value, FunctionType) or (callable(value) and hasattr(value, "__wrapped__")):
        value = inspect.unwrap(value)
        return {"name": name, "kind": "function", **_place(value)} if _is_own(value, module) else None
    if callable(value):
        return {"name": name, "kind": "callable"} if _is_own(value, module) else None
    value = plain(value)
    return None if isinstance(value, wire.Opaque) else {"name": name, "kind": "constant", "value": value}


def _is_own(value: Any, module: ModuleType) -> bool:
    """Not something that was imported from a library."""
    home = getattr(value, "__module__", "") or ""
    top = home.partition(".")[0]
    return top not in sys.stdlib_module_names and top not in _LIBRARIES


_LIBRARIES = frozenset(
    str.split("numpy scipy sklearn pandas torch tensorflow jax autograd numba sympy statsmodels keras")
)


def _place(value: Any) -> dict[str, Any]:
    """In which file and line a function or class stands, and under which name."""
    code = getattr(value, "__code__", None)
    if code is not None:
        return {"file": code.co_filename, "line": code.co_firstlineno, "own": value.__name__}
    home = sys.modules.get(value.__module__)
    return {"file": getattr(home, "__file__", "") or "", "line": 0, "own": value.__name__}


def locals_of(function: Callable[..., Any], *arguments: Any, **keywords: Any) -> dict[str, Any]:
    """Call a function that returns nothing of use, and take its variables as they were when it returned."""
    last: dict[str, Any] = {}

    def watch(frame: Any, event: str, _: Any) -> None:
        if event == "return" and frame.f_code is function.__code__:
            last.update(frame.f_locals)

    sys.setprofile(watch)
    try:
        function(*arguments, **keywords)
    finally:
        sys.setprofile(None)
    return last


def altered(model: Any, **attributes: Any) -> Any:
    """A copy of an object with other parameters, of the shapes that its own have."""
    other = copy.copy(model)
    for name, value in attributes.items():
        own = np.shape(getattr(model, name))
        setattr(other, name, np.reshape(value, own) if own else np.ravel(value)[0])
    return other


class Joined:
    """The methods of a class as functions of what they and its constructor take, all of it by name."""

    def __init__(self, made: Callable[..., Any]) -> None:
        self.made = made

    def __getattr__(self, method: str) -> Callable[..., Any]:
        """What builds an object and calls this method of it."""
        own = inspect.signature(self.made).parameters

        def call(**given: Any) -> Any:
            built = self.made(**{name: value for name, value in given.items() if name in own})
            return getattr(built, method)(**{name: value for name, value in given.items() if name not in own})

        return call


class Filled:
    """A class that brings data of its own, as a function of what it is to have instead, and of what it takes."""

    def __init__(self, made: type[Any]) -> None:
        self.made = made

    def __call__(self, **given: Any) -> Any:
        """An object with these attributes; where its file of data is not here, without its constructor."""
        own = inspect.signature(self.made).parameters
        try:
            built = self.made(**{name: value for name, value in given.items() if name in own})
        except OSError:
            built = object.__new__(self.made)
        for name, value in given.items():
            if name not in own:
                setattr(built, name, value)
        return built


def summed(answers: Sequence[Any]) -> Any:
    """The sum of what a function answers for each sample, entry by entry."""
    if isinstance(answers[0], tuple | list):
        return tuple(map(summed, zip(*answers, strict=True)))
    return np.sum([np.asarray(answer, dtype=float) for answer in answers], axis=0)


def averaged(answers: Sequence[Any]) -> Any:
    """The mean of it."""
    total = summed(answers)
    return tuple(part / len(answers) for part in total) if isinstance(total, tuple) else total / len(answers)


_TOOLS = {
    "np": np, "locals_of": locals_of, "altered": altered, "joined": Joined, "filled": Filled,
    "averaged": averaged, "summed": summed, "on_its_own": on_its_own,
}  # fmt: skip


def main() -> None:
    """Become the submission's process: `descriptor directory memory` are the arguments."""
    descriptor, directory, memory = int(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    faulthandler.register(signal.SIGUSR1, file=sys.stderr, all_threads=False)
    channel = socket.socket(fileno=descriptor)
    serve(channel, directory, memory)


def die_with_parent() -> None:
    """On Linux, end when the warden ends."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)
