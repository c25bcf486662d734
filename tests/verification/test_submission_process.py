"""A submission's process: each hostile file is named for what it does, and leaves nothing behind."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import pytest

from verification.implementation import Unanswered
from verification.submission import driver
from verification.submission.binding import Submission, open_submission

HOSTILE = sorted((Path(__file__).parent / "hostile").glob("*.py"))
SHAPES = Path(__file__).parent / "learners" / "shapes"
WRITTEN = Path("/tmp/linreg-hostile-was-here")

X = np.array([[1.0, 2.0, 0.0], [1.0, -1.0, 3.0], [1.0, 4.0, 5.0], [1.0, 0.0, -2.0]])
Y = np.array([1.0, 5.0, -2.0, 0.0])
THETA = np.array([2.0, -1.0, 3.0])
# r = Xθ − y = (−1, 7, 15, −4), by hand; Xᵀr/4 = (17, 51, 104)/4
GRADIENT = np.array([4.25, 12.75, 26.0])


def noticed(submission: Submission) -> set[str]:
    """The kinds of everything that came of opening the submission and asking for one gradient."""
    kinds = {submission.failure.kind} if submission.failure else set()
    if submission.implementation.gradient:
        try:
            answer = submission.implementation.gradient(THETA.copy(), X.copy(), Y.copy())
            kinds |= {"right"} if np.allclose(answer, GRADIENT) else set()
        except Unanswered as trouble:
            kinds.add(trouble.kind)
    return kinds | {finding.kind for finding in submission.findings}


def running(name: str) -> list[str]:
    listed = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True).stdout
    return [line for line in listed.splitlines() if line.startswith(name)]


@pytest.mark.parametrize("file", HOSTILE, ids=lambda file: file.stem)
def test_hostile_file_is_named_and_leaves_nothing(file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = file.read_text().splitlines()[0].removeprefix("# finds: ")
    monkeypatch.setattr(driver, "LOADING", 3.0)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    victim = tmp_path / "linreg-hostile-victim"
    victim.mkdir()
    with open_submission(file, timeout=1.0, memory=1 << 28) as submission:
        kinds = noticed(submission)
    assert expected in kinds
    assert list(tmp_path.iterdir()) == [victim]
    assert not WRITTEN.exists()
    assert not running("sleep 31337")


def test_nothing_is_left_when_the_referee_itself_is_killed(tmp_path: Path) -> None:
    script = (
        "import sys, tempfile, time\n"
        "from verification.submission.binding import open_submission\n"
        "tempfile.tempdir = sys.argv[2]\n"
        "with open_submission(sys.argv[1]) as submission:\n"
        "    print('open', flush=True)\n"
        "    time.sleep(60)\n"
    )
    file = Path(__file__).parent / "hostile" / "leaves_a_detached_child.py"
    with subprocess.Popen(
        [sys.executable, "-c", script, str(file), str(tmp_path)], cwd=Path(__file__).parents[2], stdout=subprocess.PIPE
    ) as referee:
        assert referee.stdout and referee.stdout.readline() == b"open\n"
        assert running("sleep 31337") and list(tmp_path.iterdir())
        referee.kill()
    for _ in range(100):
        if not running("sleep 31337") and not list(tmp_path.iterdir()):
            break
        time.sleep(0.05)
    assert not running("sleep 31337")
    assert not list(tmp_path.iterdir())


def test_there_are_enough_hostile_files() -> None:
    assert len(HOSTILE) >= 20


def test_what_stops_one_question_does_not_stop_the_next(tmp_path: Path) -> None:
    file = tmp_path / "half.py"
    file.write_text(
        "def gradient(theta, X, y):\n    return X.T @ (X @ theta - y) / len(y)\n\n\n"
        "def cost(theta, X, y):\n    while len(y) == 4:\n        pass\n"
        "    return ((X @ theta - y) ** 2).sum() / (2 * len(y))\n"
    )
    with open_submission(file, timeout=0.5) as submission:
        cost, gradient = submission.implementation.cost, submission.implementation.gradient
        assert cost and gradient
        with pytest.raises(Unanswered) as caught:
            cost(THETA, X, Y)
        assert (caught.value.kind, caught.value.line) in {("timeout", 6), ("timeout", 7)}
        assert np.array_equal(gradient(THETA, X, Y), GRADIENT)


def test_an_endless_loop_costs_its_own_time_limit_once() -> None:
    file = next(file for file in HOSTILE if file.stem == "endless_loop")
    with open_submission(file, timeout=1.0) as submission:
        gradient = submission.implementation.gradient
        assert gradient
        before = time.perf_counter()
        for _ in range(3):
            with pytest.raises(Unanswered, match="did not come to an end"):
                gradient(THETA, X, Y)
        assert time.perf_counter() - before < 3.0


def test_what_is_raised_carries_its_line(tmp_path: Path) -> None:
    file = tmp_path / "mine.py"
    file.write_text("import numpy as np\n\n\ndef gradient(theta, X, y):\n    return np.mat(X).T @ (X @ theta - y)\n")
    with open_submission(file) as submission:
        gradient = submission.implementation.gradient
        assert gradient
        with pytest.raises(Unanswered) as caught:
            gradient(THETA, X, Y)
    assert (caught.value.kind, caught.value.error, caught.value.line) == ("raised", "AttributeError", 5)


def test_a_file_that_imports_numpy_alone_answers_soon() -> None:
    """The time is that of two interpreters importing numpy, and little more."""
    started = time.perf_counter()
    subprocess.run([sys.executable, "-c", "import numpy"], check=True)
    unit = time.perf_counter() - started
    started = time.perf_counter()
    with open_submission(SHAPES / "adapter.py") as submission:
        gradient = submission.implementation.gradient
        assert gradient
        gradient(THETA, X, Y)
        elapsed = time.perf_counter() - started
    assert elapsed < 10 * unit


def test_printed_text_is_captured_and_trimmed(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "chatty.py"
    file.write_text(
        "def gradient(theta, X, y):\n    print('step ' * 5000)\n    return X.T @ (X @ theta - y) / len(y)\n"
    )
    with open_submission(file) as submission:
        assert submission.printed.startswith("step step")
        assert len(submission.printed) <= 4000
    assert capfd.readouterr() == ("", "")


BUSY = """
import time


def gradient(theta, X, y):
    begun = time.process_time()
    while time.process_time() - begun < 0.5:
        pass
    return X.T @ (X @ theta - y) / len(y)
"""


def test_the_time_limit_is_of_its_own_computing_where_others_compute_as_well(tmp_path: Path) -> None:
    """Half a second of computing on one core that three others want too, with a limit of 0.6 s."""
    file = tmp_path / "busy.py"
    file.write_text(BUSY)
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(cores)})
    others = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(3)]
    try:
        with open_submission(file, timeout=0.6, gradient="gradient(theta, X, y)") as submission:
            begun = time.monotonic()
            assert submission.implementation.gradient
            np.testing.assert_allclose(submission.implementation.gradient(THETA.copy(), X.copy(), Y.copy()), GRADIENT)
            assert time.monotonic() - begun > 0.6, "the core was not crowded"
    finally:
        for other in others:
            other.kill()
            other.wait()
        os.sched_setaffinity(0, cores)
