"""Files that appear whole or not at all: what is written stands under a name of its own until it is complete."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from linreg.faults import FileError


@contextmanager
def replacing(path: str | os.PathLike[str]) -> Iterator[Path]:
    """A path to write to, in the same folder; when the block ends it takes the place of `path` at once.

    After an error or Ctrl-C inside the block it is removed, and `path` is what it was. What is no regular file, such as
    /dev/stdout, is written to directly. Raises `FileError` where the file cannot be written.
    """
    path = Path(os.path.realpath(path))  # a link stays a link: the file it points to is replaced
    if path.exists() and not path.is_file() and not path.is_dir():
        yield path
        return
    beside = path.with_name(f".{path.stem}.{os.getpid()}{path.suffix}")  # the suffix tells writers the format
    try:
        yield beside
        beside.replace(path)
    except OSError as error:
        raise FileError(
            f"{path} cannot be written: {error.strerror or error}",
            "a file in a folder that exists and may be written to",
            "Choose another place, or make the folder.",
        ) from error
    finally:
        beside.unlink(missing_ok=True)


def make_folder(path: str | os.PathLike[str]) -> Path:
    """The folder at `path`, made with its parents where it is missing. Raises `FileError`."""
    try:
        Path(path).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FileError(
            f"the folder {path} cannot be made: {error.strerror}", "a folder to write into", "Choose another place."
        ) from error
    return Path(path)
