"""Many submissions side by side: each checked in a process of its own, so that one that hangs costs its own time only.

What is done is kept in a journal beside the result until all are done; the same command then goes on where it stopped.
"""

from __future__ import annotations

import csv
import hashlib
import html
import json
import multiprocessing
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from io import StringIO
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from verification.check import How

Row = dict[str, Any]
SUFFIXES = {".py", ".ipynb"}
# One question may take `timeout`; all of a submission's questions together, so many times that.
PATIENCE = 6
COLUMNS = ["file", "verdict", "mistakes", "convention", "explanation", "binding"]


def submissions(directory: Path) -> list[Path]:
    """The files to grade, in order: .py and .ipynb at any depth, hidden folders and caches left out."""
    files = (path for path in sorted(directory.rglob("*")) if path.suffix in SUFFIXES and path.is_file())
    return [path for path in files if not any(part[0] in "._" for part in path.relative_to(directory).parts)]


def grade(files: list[Path], how: How, jobs: int, journal: Journal) -> Iterator[Row]:
    """A row for each file as it is done, those that the journal knows first."""
    known = {path: row for path in files if (row := journal.get(path)) is not None}
    yield from known.values()
    with ThreadPoolExecutor(jobs) as pool:
        waiting = {pool.submit(_graded, path, how): path for path in files if path not in known}
        try:
            for done in as_completed(waiting):
                row = done.result()
                journal.add(waiting[done], row)
                yield row
        finally:
            pool.shutdown(cancel_futures=True)


class Journal:
    """Rows by the content of their file, a line of JSON each; None keeps nothing."""

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self.rows: dict[str, Row] = {}
        if path is not None and path.exists():
            self.rows = dict(_entries(path.read_text("utf-8")))

    def get(self, file: Path) -> Row | None:
        """The row of a file that has not changed since."""
        row = self.rows.get(_key(file))
        return row if row is not None and row["file"] == str(file) else None

    def add(self, file: Path, row: Row) -> None:
        """Note a row."""
        if self.path is not None:
            with self.path.open("a", encoding="utf-8") as lines:
                lines.write(json.dumps([_key(file), row], ensure_ascii=False) + "\n")

    def close(self) -> None:
        """All is done: the journal is no longer needed."""
        if self.path is not None:
            self.path.unlink(missing_ok=True)


def _entries(text: str) -> Iterator[tuple[str, Row]]:
    for line in text.splitlines():
        try:
            key, row = json.loads(line)
        except ValueError:  # the last line may be half written
            continue
        yield key, row


def _key(file: Path) -> str:
    return hashlib.sha256(f"{file}\n".encode() + file.read_bytes()).hexdigest()


def _graded(path: Path, how: How) -> Row:
    """The report on one file, from a process that is ended if it takes too long."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_answer, args=(theirs, str(path), how))
    process.start()
    theirs.close()
    limit = PATIENCE * how.timeout + 30
    try:
        report = ours.recv() if ours.poll(limit) else _unfinished(f"the check took more than {limit:g} s")
    except EOFError:
        report = _unfinished("the check ended without an answer")
    process.terminate()
    process.join()
    return {"file": str(path), **report}


def _answer(channel: Connection, path: str, how: How) -> None:
    from verification.check import check
    from verification.report import as_json

    try:
        channel.send(as_json(check(path, how)))
    except Exception as error:
        channel.send(_unfinished(f"the check failed, which is our fault: {type(error).__name__}: {error}"))


def _unfinished(why: str) -> Row:
    return {"verdict": "inconclusive", "mistakes": [], "findings": [{"kind": "unfinished", "what": why}]}


def counts(rows: list[Row]) -> tuple[Counter[str], Counter[str]]:
    """How many have each verdict, and how many each mistake."""
    return Counter(row["verdict"] for row in rows), Counter(m["id"] for row in rows for m in row["mistakes"])


def as_csv(rows: list[Row]) -> str:
    """A line for each file; several mistakes are separated by spaces."""
    lines = StringIO()
    writer = csv.DictWriter(lines, COLUMNS)
    writer.writeheader()
    writer.writerows(_line(row) for row in rows)
    return lines.getvalue()


def as_json_lines(rows: list[Row]) -> str:
    """All reports, as one JSON array."""
    return json.dumps(rows, indent=2, ensure_ascii=False) + "\n"


def as_html(rows: list[Row]) -> str:
    """A page of its own: the table, and what was found by count."""
    verdicts, mistakes = counts(rows)
    summary = ", ".join(f"{n} {verdict}" for verdict, n in verdicts.most_common())
    listed = "".join(f"<li>{html.escape(name)}: {n}</li>" for name, n in mistakes.most_common())
    head = "".join(f"<th>{name}</th>" for name in COLUMNS)
    body = "".join(_html_row(_line(row)) for row in rows)
    return _PAGE.format(summary=html.escape(summary), listed=listed, head=head, body=body)


FORMATS: dict[str, Callable[[list[Row]], str]] = {"csv": as_csv, "json": as_json_lines, "html": as_html}


def _line(row: Row) -> dict[str, str]:
    mistakes, binding = row["mistakes"], row.get("binding") or {}
    said = [f["what"] for f in row.get("findings", []) if f.get("verdict") != "passed"]  # of a law that held, nothing
    told = [m["explanation"] for m in mistakes] or said
    return {
        "file": row["file"],
        "verdict": row["verdict"],
        "mistakes": " ".join(m["id"] for m in mistakes),
        "convention": str(row.get("convention") or ""),
        "explanation": " ".join(told),
        "binding": "; ".join(f"{part}: {call}" for part, call in binding.items()),
    }


def _html_row(line: dict[str, str]) -> str:
    cells = "".join(f"<td>{html.escape(line[name])}</td>" for name in COLUMNS)
    return f'<tr class="{line["verdict"]}">{cells}</tr>'


_PAGE = """<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Submissions</title>
<style>
:root {{ color-scheme: light dark; font: 15px/1.4 system-ui, sans-serif }}
body {{ margin: 2rem }} table {{ border-collapse: collapse }}
th, td {{ text-align: left; vertical-align: top; padding: .3rem .8rem; border-bottom: 1px solid #8884 }}
.incorrect td:nth-child(2) {{ color: #c33 }} .correct td:nth-child(2) {{ color: #2a7 }}
</style>
<h1>Submissions</h1><p>{summary}</p><ul>{listed}</ul>
<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></html>
"""
