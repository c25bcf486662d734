"""Files that appear whole or not at all: what is written stands under a name of its own until it is complete."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from linreg.affine import Array
from linreg.faults import FileError


@contextmanager
def replacing(path: str | os.PathLike[str]) -> Iterator[Path]:
    """A path to write to, in the same folder; when the block ends it takes the place of `path` at once.

    After an error or Ctrl-C inside the block it is removed, and `path` is what it was. What is no regular file, such as
    /dev/stdout, is written to directly. Raises `FileError` where the file cannot be written.
    """
    path = Path(os.path.realpath(path))  # a link stays a link: the file it points to is replaced
    beside = path.parent / f".{path.stem}.{os.getpid()}{path.suffix}"  # the suffix tells writers the format
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            yield path
            return
        yield beside
        beside.replace(path)
    except OSError as error:
        raise FileError(
            f"{path} cannot be written: {error.strerror or error}",
            "a file in a folder that exists and may be written to",
            "Choose another place, or make the folder.",
        ) from error
    finally:
        with suppress(OSError):
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


def write_column(path: Path, name: str, blocks: Iterable[Array]) -> None:
    """A table of one column, block by block: Parquet where the suffix says so, else CSV; every float is exact."""
    if path.suffix.lower() in {".parquet", ".pq"}:
        _write_parquet(path, name, blocks)
    else:
        with path.open("w", encoding="utf-8", newline="") as file:
            file.writelines(csv_lines(name, blocks))


def csv_lines(name: str, blocks: Iterable[Array]) -> Iterator[str]:
    """The lines of a CSV of one column, the name first; but nothing before there is a block."""
    quoted = name.replace('"', '""')
    header = f'"{quoted}"\n' if set(name) & set(',"\r\n') else f"{name}\n"
    for number, block in enumerate(blocks):
        if number == 0:
            yield header
        yield from (f"{value!r}\n" for value in block.tolist())


def _write_parquet(path: Path, name: str, blocks: Iterable[Array]) -> None:
    import pyarrow
    from pyarrow import parquet

    schema = pyarrow.schema([(name, pyarrow.float64())])
    with parquet.ParquetWriter(path, schema) as writer:
        for block in blocks:
            writer.write_table(pyarrow.table([pyarrow.array(block)], schema=schema))
