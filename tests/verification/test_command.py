"""The command `verify` as people run it: check, grade, watch and mistakes, on real files in real processes."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from verification.check import How
from verification.grade import Journal, as_html, grade, submissions

ROOT = Path(__file__).resolve().parents[2]
WITH_ROOT = {**os.environ, "PYTHONPATH": str(ROOT)}
RIGHT = """
import numpy as np

def cost(theta, X, y):
    r = X @ theta - y
    return r @ r / (2 * len(y))

def gradient(theta, X, y):
    return X.T @ (X @ theta - y) / len(y)
"""
TWICE = RIGHT.replace("return X.T", "return 2 * X.T")
FLIPPED = RIGHT.replace("(X @ theta - y) / len(y)", "(y - X @ theta) / len(y)")
BROKEN = "def gradient(theta, X, y)\n    return X\n"
ENDLESS = RIGHT.replace("def gradient(theta, X, y):\n", "def gradient(theta, X, y):\n    while True: pass\n")
AMBIGUOUS = "def nothing_here(a):\n    return a\n"


def verify(*arguments: str | Path, **more: Any) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "verification", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False, timeout=120, **more)


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text)
    return path


@pytest.mark.parametrize(
    ("text", "verdict", "code", "ids"),
    [
        (RIGHT, "correct", 0, []),
        (TWICE, "incorrect", 1, ["factor-two"]),
        (FLIPPED, "incorrect", 1, ["sign-flipped"]),
        (BROKEN, "incorrect", 1, ["does-not-run"]),
        (AMBIGUOUS, "inconclusive", 3, []),
    ],
)
def test_check_says_its_verdict_in_json_and_in_its_exit_code(
    tmp_path: Path, text: str, verdict: str, code: int, ids: list[str]
) -> None:
    done = verify("check", written(tmp_path, "mine.py", text), "--json")
    report = json.loads(done.stdout)
    assert (report["version"], report["verdict"], done.returncode) == (1, verdict, code)
    assert [mistake["id"] for mistake in report["mistakes"]] == ids
    assert {"convention", "binding", "findings"} <= report.keys()
    for mistake in report["mistakes"]:
        assert {"id", "line", "explanation", "example", "mend"} <= mistake.keys()


def test_the_learner_sees_one_screen(tmp_path: Path) -> None:
    done = verify("check", written(tmp_path, "mine.py", TWICE))
    lines = done.stdout.splitlines()
    assert lines[0] == "mine.py   gradient(theta, X, y)   INCORRECT   factor-two"
    assert "2 × the gradient of your own cost" in lines[1]
    assert "(line 9)" in done.stdout and "docs/mistakes.md#factor-two" in done.stdout
    assert len(lines) <= 24 and done.stderr == ""


def test_the_mend_is_shown_as_a_diff_once_the_copy_is_right(tmp_path: Path) -> None:
    path = written(tmp_path, "mine.py", TWICE)
    done = verify("check", path, "--mend")
    lines = done.stdout.splitlines()
    assert "-    return 2 * X.T @ (X @ theta - y) / len(y)" in lines
    assert "+    return X.T @ (X @ theta - y) / len(y)" in lines
    assert path.read_text() == TWICE and done.returncode == 1


def test_a_call_can_be_settled_by_an_expression(tmp_path: Path) -> None:
    text = "def slope(b, w, A, t):\n    r = b + A @ w - t\n    return [r.mean(), *(A.T @ r / len(t))]\n"
    path = written(tmp_path, "mine.py", text)
    done = verify("check", path, "--gradient", "slope(theta[0], theta[1:], X, y)", "--json")
    assert json.loads(done.stdout)["verdict"] == "correct" and done.returncode == 0
    wrong = verify("check", path, "--gradient", "[-g for g in slope(theta[0], theta[1:], X, y)]", "--json")
    assert [m["id"] for m in json.loads(wrong.stdout)["mistakes"]] == ["sign-flipped"]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["check", "no_such_file.py"], "there is no file no_such_file.py"),
        (["check", "no_such_module"], "no_such_module is neither a file nor a module"),
        (["grade", "no_such_folder"], "no_such_folder"),
        (["watch", "no_such_file.py"], "there is no file no_such_file.py"),
        (["mistakes", "no-such-mistake"], "no-such-mistake"),
    ],
)
def test_usage_errors_are_a_sentence_and_exit_with_2(arguments: list[str], sentence: str) -> None:
    done = verify(*arguments)
    assert done.returncode == 2 and sentence in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr and "should not happen" not in done.stderr


def test_the_catalogue_lists_every_mistake_and_explains_each() -> None:
    listed = verify("mistakes").stdout
    for name in ["missing-mean", "factor-two", "sequential-update", "mutates-input", "does-not-run"]:
        assert f"  {name} " in listed
    told = verify("mistakes", "factor-two").stdout
    assert all(f"{word}: " in told for word in ["Symptom", "Cause", "Mend", "Hint"])


def test_the_engine_passes_every_law_and_the_table_says_so() -> None:
    done = verify("check", "linreg")
    assert done.returncode == 0, done.stdout + done.stderr
    for law in ["cost_is_exact", "gradient_is_autodiff", "steps_are_exact", "fit_takes_the_steps"]:
        assert any(law in line and line.rstrip().endswith("passed") for line in done.stdout.splitlines()), law
    assert "failed" not in done.stdout and "inconclusive" not in done.stdout


def test_grading_puts_submissions_side_by_side_and_one_that_hangs_costs_itself_only(tmp_path: Path) -> None:
    folder = tmp_path / "handed in"
    (folder / "anna").mkdir(parents=True)
    for name, text in [("anna/mine.py", RIGHT), ("ben.py", TWICE), ("carl.py", ENDLESS), ("_cache.py", RIGHT)]:
        written(folder, name, text)
    table, page = tmp_path / "grades.csv", tmp_path / "grades.html"
    done = verify("grade", folder, "--jobs", "2", "--timeout", "1", "--csv", table, "--html", page)
    rows = {Path(row["file"]).name: row for row in csv.DictReader(table.read_text().splitlines())}
    assert done.returncode == 0 and set(rows) == {"mine.py", "ben.py", "carl.py"}
    assert [rows[name]["verdict"] for name in ["mine.py", "ben.py"]] == ["correct", "incorrect"]
    assert rows["ben.py"]["mistakes"] == "factor-two"
    assert rows["mine.py"]["explanation"] == "" and rows["mine.py"]["binding"].startswith("cost: ")
    assert rows["carl.py"]["verdict"] != "correct" and "1 s" in rows["carl.py"]["explanation"]
    assert "factor-two" in page.read_text() and "1  factor-two" in done.stdout
    assert not table.with_name("grades.csv.partial").exists()


def test_grading_goes_on_where_it_stopped(tmp_path: Path) -> None:
    files = [written(tmp_path, name, RIGHT) for name in ["a.py", "b.py"]]
    journal = Journal(tmp_path / "grades.partial")
    first = next(grade(files[:1], How(), 1, journal))
    with journal.path.open("a") as lines:  # type: ignore[union-attr]
        lines.write('["half a li')
    known = Journal(tmp_path / "grades.partial")
    assert known.get(files[0]) == first and known.get(files[1]) is None
    files[0].write_text(TWICE)
    assert known.get(files[0]) is None  # another content is another submission


def test_what_a_submission_says_is_escaped_in_the_page(tmp_path: Path) -> None:
    row = {"file": "<b>.py", "verdict": "incorrect", "mistakes": [{"id": "x", "explanation": "a < b & c"}]}
    assert "&lt;b&gt;.py" in as_html([row]) and "a &lt; b &amp; c" in as_html([row])


def test_hidden_files_and_caches_are_no_submissions(tmp_path: Path) -> None:
    for name in [".hidden.py", "_private.py", "notes.txt", "one.py", "two.ipynb"]:
        written(tmp_path, name, "")
    assert [path.name for path in submissions(tmp_path)] == ["one.py", "two.ipynb"]


def test_watch_checks_again_on_every_save(tmp_path: Path) -> None:
    """Keys come as lines where there is no terminal: m for more, q to quit."""
    path = written(tmp_path, "mine.py", TWICE)
    command = [sys.executable, "-m", "verification", "watch", str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdin is not None and process.stdout is not None
        limit = threading.Timer(60, process.kill)  # a line that never comes is a failure, and not an endless wait
        limit.daemon = True
        limit.start()
        assert "INCORRECT" in until(process.stdout, "INCORRECT")
        process.stdin.write("h\n")
        process.stdin.flush()
        hint = until(process.stdout, "Does a 2 survive?")
        assert "survive" in hint and "Mend" not in hint  # the hint comes before the answer
        process.stdin.write("m\n")
        process.stdin.flush()
        assert "Mend" in until(process.stdout, "Mend")
        path.write_text(RIGHT)
        assert "CORRECT" in until(process.stdout, " CORRECT")
        process.stdin.write("q\n")
        process.stdin.flush()
        assert process.wait(timeout=20) == 0
        limit.cancel()


def until(stream: Any, word: str) -> str:
    """What is printed until a line has the word."""
    seen = ""
    while word not in seen and (line := stream.readline()):
        seen += line
    return seen


def test_nothing_is_left_in_the_folder_of_the_learner(tmp_path: Path) -> None:
    written(tmp_path, "mine.py", RIGHT)
    command = [sys.executable, "-m", "verification", "check", "mine.py"]
    done = subprocess.run(command, capture_output=True, cwd=tmp_path, check=False, timeout=120, env=WITH_ROOT)
    assert done.returncode == 0
    assert [path.name for path in tmp_path.iterdir()] == ["mine.py"]
