"""What the submission's process may not do: write outside its directory, reach the network, take the machine's memory.

Three layers. The audit hook sees what Python does, refuses it and names it. Landlock, where the Linux kernel has it,
refuses the same to native code and to every program that the submission starts. Resource limits bound the rest.
"""

from __future__ import annotations

import ctypes
import mmap
import os
import resource
import struct
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

PROCESSES = 8  # how many programs a submission may start in all: some clear the screen

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_NETWORK = frozenset(
    str.split("socket.connect socket.bind socket.sendto socket.sendmsg socket.getaddrinfo socket.gethostbyname")
)
_STARTING = frozenset(str.split("os.system os.exec os.posix_spawn os.fork os.forkpty os.startfile subprocess.Popen"))
_CHANGING = {  # event → which of its arguments are paths that it changes
    "os.remove": [0], "os.rmdir": [0], "os.mkdir": [0], "os.truncate": [0], "os.chmod": [0], "os.chown": [0],
    "os.utime": [0], "os.rename": [0, 1], "os.link": [0, 1], "os.symlink": [1], "os.setxattr": [0],
    "os.removexattr": [0], "shutil.rmtree": [0], "shutil.move": [0, 1], "shutil.copyfile": [1],
}  # fmt: skip


class Refused(PermissionError):
    """The submission tried what it may not do."""


def limit_memory(size: int) -> None:
    """At most `size` bytes of data; of address space 4 GiB more, which libraries reserve without using."""
    for kind, most in [(resource.RLIMIT_DATA, size), (resource.RLIMIT_AS, size + (4 << 30)), (resource.RLIMIT_CORE, 0)]:
        _, hard = resource.getrlimit(kind)
        allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (allowed, allowed))


def watch(directory: str, report: Callable[[str, str], None]) -> None:
    """Refuse and report, from now on and for good, every write outside the directory, and the network."""
    inside = (os.path.realpath(directory) + os.sep, "/dev/null/", "/dev/tty/")
    started = mmap.mmap(-1, 8)  # shared with forked children: the limit is one for all of them

    def refuse(kind: str, what: str) -> None:
        report(kind, what)
        raise Refused(what)

    def check_path(path: Any) -> None:
        if isinstance(path, (str, bytes, os.PathLike)):
            real = os.path.realpath(os.fsdecode(path))
            if not (real + os.sep).startswith(inside):
                refuse("write-refused", f"it tried to write to {real}")

    def check_start(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "os.exec" and not Path(os.fsdecode(arguments[0])).exists():
            return  # one of the many places where a program was looked for and is not
        number = started[0] = min(started[0] + 1, 255)
        report("starts-process", f"it started a process: {event}{_short(arguments)}")
        if number > PROCESSES:
            refuse("process-refused", f"it started more than {PROCESSES} processes")

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open":
            if _writes(arguments):
                check_path(arguments[0])
        elif event in _CHANGING:
            for index in _CHANGING[event]:
                check_path(arguments[index])
        elif event in _NETWORK:
            refuse("network-refused", f"it tried to reach the network: {event}{_short(arguments[1:])}")
        elif event in _STARTING:
            check_start(event, arguments)
        elif event in ("os.kill", "os.killpg") and arguments[0] not in (os.getpid(),):
            refuse("signal-refused", f"it tried to send a signal to process {arguments[0]}")

    sys.addaudithook(hook)


def _short(arguments: tuple[Any, ...]) -> str:
    text = repr(arguments)
    return text if len(text) <= 80 else text[:77] + "..."


def _writes(arguments: tuple[Any, ...]) -> bool:
    _, mode, flags = arguments
    return bool((isinstance(mode, str) and set(mode) & set("wax+")) or (isinstance(flags, int) and flags & _WRITING))


# Landlock: https://docs.kernel.org/userspace-api/landlock.html. The system call numbers are the same on every platform.
_CREATE, _ADD_RULE, _RESTRICT = 444, 445, 446
_BENEATH = 1
_NO_NEW_PRIVILEGES = 38
_WRITE_RIGHTS = {1: 0b1_1111_1111_0010, 2: 1 << 13, 3: 1 << 14}  # by the version that brought them
_FILE_RIGHTS = 0b10 | 1 << 14  # writing and truncating: the ones that a rule for a single file may have


def landlock(directory: str) -> bool:
    """Ask the kernel to hold this process and all it starts to writing in `directory`; whether it has agreed."""
    if sys.platform != "linux":
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    version = libc.syscall(_CREATE, None, ctypes.c_size_t(0), ctypes.c_uint32(1))
    if version < 1:
        return False
    rights = sum(right for since, right in _WRITE_RIGHTS.items() if since <= version)
    network = 0b11 if version >= 4 else 0
    scope = 0b11 if version >= 6 else 0  # abstract sockets, and signals to processes outside
    attributes = struct.pack("<QQQ", rights, network, scope)
    rules = libc.syscall(_CREATE, attributes, ctypes.c_size_t(len(attributes)), ctypes.c_uint32(0))
    if rules < 0:
        return False
    for path in (directory, "/dev/null", "/dev/tty"):
        _permit(libc, rules, path, rights)
    libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    refused = libc.syscall(_RESTRICT, rules, ctypes.c_uint32(0))
    os.close(rules)
    return bool(refused == 0)


def _permit(libc: ctypes.CDLL, rules: int, path: str, rights: int) -> None:
    if not Path(path).exists():
        return
    if not Path(path).is_dir():
        rights &= _FILE_RIGHTS
    place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    rule = struct.pack("<Qi", rights, place)
    libc.syscall(_ADD_RULE, rules, ctypes.c_int(_BENEATH), rule, ctypes.c_uint32(0))
    os.close(place)
