"""Where a submission is: a .py or .ipynb file, a module's name, or either with `:object`; its text, its own lines."""

from __future__ import annotations

import ast
import json
import re
import sys
from dataclasses import dataclass
from importlib.machinery import ModuleSpec, PathFinder
from pathlib import Path
from typing import Any

from verification.implementation import Unanswered


@dataclass(frozen=True)
class Source:
    """The text of a submission and where it comes from.

    target: as the user wrote it. path: the file. wanted: the object named after the colon, or "". module: the dotted
    name under which to import it, or "" for a file that is loaded by its text.
    """

    target: str
    path: Path
    text: str
    wanted: str = ""
    module: str = ""

    @property
    def name(self) -> str:
        """What to call it in a report."""
        return self.module or self.path.name

    @property
    def is_notebook(self) -> bool:
        """Whether it may run magic, and other notebooks, that define more than its text."""
        return self.path.suffix == ".ipynb"


def find(target: str | Path) -> Source:
    """The source of a target such as `mine.py`, `mine.ipynb`, `package.module`, `mine.py:LinearRegression`."""
    where, _, wanted = _split(str(target))
    path = Path(where)
    if path.is_file():
        return Source(str(target), path.resolve(), _text(path), wanted)
    if path.suffix in (".py", ".ipynb") or "/" in where:
        raise Unanswered("not-found", f"there is no file {where}; name a .py or .ipynb file, or a module to import")
    return _module(str(target), where, wanted)


def _split(target: str) -> tuple[str, str, str]:
    """The object's name stands after the last colon, unless that colon belongs to the path (C:\\mine.py)."""
    where, colon, wanted = target.rpartition(":")
    if colon and wanted.replace(".", "").isidentifier() and len(where) > 1:
        return where, colon, wanted
    return target, "", ""


def _module(target: str, where: str, wanted: str) -> Source:
    spec = _spec(where)
    if spec is None or not spec.origin or not spec.origin.endswith(".py"):
        raise Unanswered("not-found", f"{where} is neither a file nor a module written in Python that can be imported")
    path = Path(spec.origin)
    return Source(target, path, _text(path), wanted, module=where)


def _spec(name: str) -> ModuleSpec | None:
    """Where a module is, without importing its parents: they are the submission, and this is not its process."""
    parent, _, _ = name.rpartition(".")
    if not parent:
        return PathFinder.find_spec(name, ["", *sys.path])
    package = _spec(parent)
    return package and PathFinder.find_spec(name, package.submodule_search_locations)


def _text(path: Path) -> str:
    data = path.read_bytes()
    text = _decoded(data)
    return notebook(text) if path.suffix == ".ipynb" else text


def _decoded(data: bytes) -> str:
    declared = re.search(rb"^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)", b"\n".join(data.split(b"\n")[:2]), re.MULTILINE)
    for encoding in (declared[1].decode() if declared else "utf-8", "utf-8", "latin-1"):
        try:
            return data.decode(encoding).removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
        except (UnicodeDecodeError, LookupError):
            continue
    return ""


def notebook(text: str) -> str:
    """The code cells of a notebook as one text; shell and magic lines, and cells that do not parse, as comments.

    In a notebook of Python 2 they do not parse for a reason, and stay.
    """
    try:
        whole = json.loads(text)
        cells = whole.get("cells") or [cell for sheet in whole.get("worksheets", []) for cell in sheet["cells"]]
        old = str(whole.get("metadata", {}).get("language_info", {}).get("version", "")).startswith("2")
        codes = [_cell(cell, old) for cell in cells if cell.get("cell_type") == "code"]
    except (ValueError, AttributeError, TypeError, KeyError):
        raise Unanswered("not-found", "the notebook is damaged: it is not the JSON that Jupyter writes") from None
    return "\n\n".join(f"# cell {number}\n{code}" for number, code in enumerate(codes, 1)) + "\n"


def _cell(cell: dict[str, Any], old: bool) -> str:
    source = cell.get("source", cell.get("input", ""))
    code = "".join(source) if isinstance(source, list) else str(source)
    if code.lstrip().startswith("%%") and not code.lstrip().startswith(("%%time", "%%capture")):
        return _commented(code)
    code = re.sub(r"^([ \t]*)([%!?].*|.*\S\?)$", r"\1pass  # \2", code, flags=re.MULTILINE)
    return code if parses(code) or (old and _PRINTS.search(code)) else _commented(code)


_PRINTS = re.compile(r"^\s*print\s+[^\s(=]", re.MULTILINE)  # as Python 2 does


def _commented(code: str) -> str:
    return "\n".join(f"# {line}" for line in code.splitlines())


def parses(code: str) -> bool:
    """Whether this is Python of today."""
    try:
        ast.parse(code)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True
