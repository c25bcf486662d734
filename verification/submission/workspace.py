"""The throw-away directory in which a submission runs: a copy of the file and of what lies beside it."""

from __future__ import annotations

import shutil
from pathlib import Path

_SMALL = 8 << 20  # bytes: a directory up to this size is copied whole
_FILES = 300
_DATA = frozenset([".py", ".csv", ".txt", ".dat", ".json", ".npy", ".npz", ".tsv", ".data"])
_SKIPPED = frozenset([".git", ".venv", "venv", "node_modules", "__pycache__", "site-packages"])


def copy_beside(file: Path, to: Path) -> Path:
    """Copy the package or directory around the file; → where the file's copy is."""
    root = _root(file)
    for source in _worth_copying(root, file):
        target = to / source.relative_to(root)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(source, target)
    return to / file.relative_to(root)


def _root(file: Path) -> Path:
    root = file.parent
    while (root / "__init__.py").exists() and root.parent != root:
        root = root.parent
    return root


def _worth_copying(root: Path, file: Path) -> list[Path]:
    beside = [path for path in _walk(root, 3) if path.suffix in _DATA]
    if len(beside) > _FILES or sum(path.stat().st_size for path in beside) > _SMALL:
        beside = [path for path in file.parent.glob("*.py") if path.is_file()][:_FILES]
    return list(dict.fromkeys([file, *beside]))


def _walk(root: Path, depth: int) -> list[Path]:
    """The files under the root, not deeper than this, and not many more than are worth copying."""
    found: list[Path] = []
    for path in sorted(root.iterdir()):
        if path.is_symlink() or path.name in _SKIPPED or len(found) > _FILES:
            continue
        if path.is_file():
            found.append(path)
        elif path.is_dir() and depth:
            found += _walk(path, depth - 1)
    return found
