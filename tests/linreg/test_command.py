"""The command as people run it: tables, JSON, files, exit codes, and errors in one paragraph."""

from __future__ import annotations

import io
import json
import os
import pty
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
import pytest
from PIL import Image

from linreg import with_intercept
from linreg.__main__ import main
from linreg.datasets import HOUSES_CSV, load_houses, train_test_split
from linreg.modelfile import load_model
from tests.linreg import truth

ROOT = Path(__file__).parents[2]
COMMAND = [sys.executable, "-m", "linreg"]
PRICE = ["--target", "price", "--features", "area,bedrooms,bathrooms"]


class Result(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture
def linreg(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Callable[..., Result]:
    """Run the command in this process, in an empty folder, on a screen of 100 columns."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")

    def run(*arguments: Any) -> Result:
        monkeypatch.setattr(sys, "argv", ["linreg", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        captured = capsys.readouterr()
        return Result(int(ended.value.code or 0), captured.out, captured.err)

    return run


def one_paragraph(result: Result) -> str:
    """The error, its line breaks undone; there is nothing else on either stream."""
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("Error: ")
    assert "Traceback" not in result.err
    assert "\n\n" not in result.err
    return " ".join(result.err.split())


# ── demo ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_demo_finds_the_exact_weights_and_draws_five_pictures(linreg: Any, tmp_path: Path) -> None:
    result = linreg("demo", "--json")
    found = json.loads(result.out)
    X, y, names = load_houses()
    X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.3, random_state=0)
    theta = truth.weights(X_train, y_train)
    assert list(found["coef"]) == names
    for by in (found, found["normal_equation"]):
        assert [by["intercept"], *by["coef"].values()] == theta
    for kind, (features, prices) in {"train": (X_train, y_train), "test": (X_test, y_test)}.items():
        assert truth.is_mean_squared_error(found[kind]["mse"], theta, with_intercept(features), prices)
        assert found[kind]["cost"] == found[kind]["mse"] / 2
        assert truth.is_r_squared(found[kind]["r2"], theta, with_intercept(features), prices)
    assert (found["train"]["m"], found["test"]["m"], found["outcome"]) == (652, 280, "CONVERGED")
    assert {path.name for path in (tmp_path / "out").iterdir()} == {
        "loss.png",
        "weights.png",
        "predictions.png",
        "cost_surface.png",
        "line.gif",
    }
    assert sorted(found["files"]) == sorted(f"out/{path.name}" for path in (tmp_path / "out").iterdir())
    with Image.open(tmp_path / "out" / "line.gif") as gif:
        assert gif.n_frames >= 30
    assert result.err == ""


def test_the_demo_says_what_it_learned_in_the_units_of_the_data(linreg: Any) -> None:
    result = linreg("demo", "--out", "my pictures")
    lines = result.out.splitlines()
    assert lines[0] == "932 home sales around Sacramento: area, bedrooms, bathrooms → price"
    (area,) = [line.split() for line in lines if line.split()[:1] == ["area"]]
    assert area == ["area", "158.3999", "158.3999", "$", "per", "sq", "ft"]
    assert "Converged: the gradient is as small as the tolerance asked for" in result.out
    assert "is proven to lie within" in result.out
    assert "Wrote in my pictures: loss.png" in result.out


def test_the_demo_is_done_in_time(tmp_path: Path) -> None:
    before = os.times()
    subprocess.run([*COMMAND, "demo", "--out", tmp_path], cwd=ROOT, check=True, capture_output=True)
    after = os.times()
    # Seconds of the processor, not of the clock: the machine may be busy with other things.
    assert after.children_user + after.children_system - before.children_user - before.children_system < 10


# ── fit, then predict ────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("suffix", ["csv", "parquet"])
def test_fit_save_predict_from_either_kind_of_file(linreg: Any, tmp_path: Path, suffix: str) -> None:
    frame = pd.read_csv(HOUSES_CSV)
    frame.to_csv("houses.csv", index=False)
    frame.to_parquet("houses.parquet")
    fitted = linreg("fit", f"houses.{suffix}", *PRICE, "--save", "models/m.json", "--test-size", 0, "--json")
    predicted = linreg("predict", "models/m.json", f"houses.{suffix}")
    assert (fitted.code, predicted.code, predicted.err) == (0, 0, "")
    X, y, _ = load_houses()
    ours = pd.read_csv(io.StringIO(predicted.out))
    assert list(ours.columns) == ["predicted price"]
    model = load_model("models/m.json").model
    assert model.theta_.tolist() == truth.weights(X, y)
    assert ours["predicted price"].tolist() == model.predict(X).tolist()
    assert truth.are_predictions(ours["predicted price"], model.theta_, with_intercept(X))
    assert json.loads(fitted.out)["files"] == ["models/m.json"]
    assert "test" not in json.loads(fitted.out)


@pytest.mark.parametrize(("name", "read"), [("p.csv", pd.read_csv), ("new/p.parquet", pd.read_parquet)])
def test_predictions_go_to_a_file_of_either_kind(linreg: Any, name: str, read: Any) -> None:
    linreg("fit", HOUSES_CSV, "--target", "price", "--features", " area ", "--save", "m.json")
    assert linreg("predict", "m.json", HOUSES_CSV, "--out", name).out == f"Wrote {name}\n"
    model = load_model("m.json").model
    assert read(name)["predicted price"].tolist() == model.predict(load_houses().features[:, :1]).tolist()


def test_fit_without_features_takes_all_other_columns(linreg: Any) -> None:
    Path("t.csv").write_text("y,a,b\n1,0,0\n3,1,0\n4,0,1\n6,1,1\n")
    found = json.loads(linreg("fit", "t.csv", "--target", "y", "--test-size", 0, "--json").out)
    assert list(found["coef"]) == ["a", "b"]
    assert [found["intercept"], *found["coef"].values()] == [1, 2, 3]


def test_fit_follows_its_settings(linreg: Any) -> None:
    options = ["fit", HOUSES_CSV, *PRICE, "--lr", 0.01, "--n-iterations", 5, "--test-size", 100, "--json"]
    found = json.loads(linreg(*options).out)
    assert (found["n_iterations"], found["outcome"]) == (5, "ITERATION_LIMIT")
    assert (found["train"]["m"], found["test"]["m"]) == (832, 100)
    noisy = json.loads(linreg(*options, "--batch-size", 10).out)
    assert noisy["outcome"] == "NOISE_BALL"
    other = json.loads(linreg(*options, "--random-state", 1).out)
    assert other["coef"] != found["coef"] == json.loads(linreg(*options).out)["coef"]


def test_fit_draws_what_the_model_has_room_for(linreg: Any) -> None:
    result = linreg("fit", HOUSES_CSV, "--target", "price", "--features", "area,bedrooms", "--plot", "p/q")
    assert result.code == 0
    assert {path.name for path in Path("p/q").iterdir()} == {
        "loss.png",
        "weights.png",
        "predictions.png",
        "cost_surface.png",
    }


def test_where_nothing_is_proven_the_json_says_null(linreg: Any) -> None:
    Path("t.csv").write_text("y,a,b\n1,0.1,0.3\n3,0.2,0.6\n4,0.7,2.1\n")  # b = 3a, but not in floats
    found = json.loads(linreg("fit", "t.csv", "--target", "y", "--test-size", 0, "--json").out)
    assert found["certificate"]["cost_gap"] is None
    assert found["certificate"]["dependent"] == [["a", "b"]]


def test_a_single_test_sample_has_no_r_squared(linreg: Any) -> None:
    Path("t.csv").write_text("y,a\n1,0\n3,1\n5,2\n")
    result = linreg("fit", "t.csv", "--target", "y", "--test-size", 1)
    (line,) = [line for line in result.out.splitlines() if line.split()[:1] == ["test"]]
    assert line.split()[-2:] == ["—", "1"]


def test_a_long_name_is_folded_and_never_cut(linreg: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    name = "".join(f"{letter}{number}" for letter in "abcdef" for number in range(10))
    Path("t.csv").write_text(f"y,{name}\n1,0\n3,1\n5,2\n")
    result = linreg("fit", "t.csv", "--target", "y", "--test-size", "0", "--save", "m.json")
    shown = "".join(line.split()[0] for line in result.out.splitlines() if line.split())
    assert name in shown and "…" not in result.out
    assert result.out.endswith("\nWrote m.json\n")


def test_names_are_printed_as_they_are(linreg: Any) -> None:
    Path("t.csv").write_text("y,[red]a,:x:\n1,0,0\n3,1,0\n4,0,1\n6,1,1\n")
    result = linreg("fit", "t.csv", "--target", "y", "--test-size", 0)
    assert "t.csv: [red]a, :x: → y" in result.out
    assert "y per [red]a" in result.out
    assert "'[b]'" in one_paragraph(linreg("fit", "t.csv", "--target", "[b]"))


# ── Errors ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["fit", "nowhere.csv", "--target", "price"], "there is no file nowhere.csv"),
        (["fit", HOUSES_CSV, "--target", "prise"], "Did you mean 'price'?"),
        (["fit", HOUSES_CSV, "--target", "price"], "line 2 (row 1 of the data), column 'type' holds 'Residential'"),
        (["fit", HOUSES_CSV, "--target", "price", "--features", "price,area"], "is the target and a feature"),
        (["fit", HOUSES_CSV, *PRICE, "--lr", "fast"], "--lr is 'fast'; expected a positive number, or auto"),
        (["fit", HOUSES_CSV, *PRICE, "--lr", "nan"], "lr is nan"),
        (["fit", HOUSES_CSV, *PRICE, "--lr", "-1"], "lr is -1.0"),
        (["fit", HOUSES_CSV, *PRICE, "--lr", "3"], "descent diverged with α = 3"),
        (["fit", HOUSES_CSV, *PRICE, "--n-iterations", "-1"], "n_iterations"),
        (["fit", HOUSES_CSV, *PRICE, "--batch-size", "0"], "batch_size"),
        (["fit", HOUSES_CSV, *PRICE, "--test-size", "1000"], "test_size=1000 with 932 samples"),
        (["predict", HOUSES_CSV, HOUSES_CSV], "is damaged or no JSON"),
        (["predict", "nothing.json", HOUSES_CSV], "nothing.json cannot be opened"),
        (["fit", HOUSES_CSV, *PRICE, "--test-size", "0", "--random-state", "-1"], "random_state=-1"),
        (["fit", "x" * 300, "--target", "price"], "cannot be opened: File name too long"),
        (["fit", HOUSES_CSV, *PRICE, "--plot", HOUSES_CSV], "cannot be made: File exists"),
        (["demo", "--out", HOUSES_CSV], "cannot be made: File exists"),
    ],
)
def test_an_error_is_one_paragraph_and_exit_code_2(linreg: Any, arguments: list[Any], message: str) -> None:
    assert message in one_paragraph(linreg(*arguments))


@pytest.mark.parametrize(
    ("where", "reason"), [("x" * 300, "File name too long"), ("/dev/full", "No space left"), (".", "Is a directory")]
)
def test_what_was_learned_is_shown_though_it_cannot_be_saved(linreg: Any, where: str, reason: str) -> None:
    result = linreg("fit", HOUSES_CSV, *PRICE, "--save", where)
    assert result.code == 2 and "158.3999" in result.out
    assert f"cannot be written: {reason}" in " ".join(result.err.split()) and "Traceback" not in result.err


def test_after_an_error_nothing_is_left_behind(linreg: Any, tmp_path: Path) -> None:
    one_paragraph(linreg("fit", HOUSES_CSV, *PRICE, "--lr", "3", "--save", "m.json"))
    linreg("fit", HOUSES_CSV, "--target", "price", "--features", "area", "--save", "m.json")
    Path("t.csv").write_text("area\n" + "1\n" * 1000 + "oops\n")
    assert "line 1002 (row 1001 of the data), column 'area' holds 'oops'" in one_paragraph(
        linreg("predict", "m.json", "t.csv", "--out", "p.csv")
    )
    assert sorted(path.name for path in tmp_path.iterdir()) == ["m.json", "t.csv"]


def test_predictions_that_overflow_are_refused(linreg: Any) -> None:
    Path("t.csv").write_text("y,a\n0,0\n1e3,1\n2e3,2\n")
    linreg("fit", "t.csv", "--target", "y", "--test-size", 0, "--save", "m.json")
    Path("u.csv").write_text("a\n1e306\n")
    assert "a prediction overflows" in one_paragraph(linreg("predict", "m.json", "u.csv"))


def test_debug_shows_the_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["linreg", "--debug", "predict", "nothing.json", "nothing.csv"])
    with pytest.raises(ValueError, match=r"nothing\.json"):
        main()


def test_an_error_nobody_thought_of_is_a_paragraph_too(linreg: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "1000")
    monkeypatch.setattr("linreg.__main__.load_houses", lambda: 1 / 0)
    result = one_paragraph(linreg("demo"))
    assert "ZeroDivisionError: division by zero" in result
    assert "linreg --debug" in result


@pytest.mark.parametrize("arguments", [["fit", "x.csv"], ["fly"], ["predict", "m.json"], ["fit", "--targt", "x"]])
def test_a_wrong_command_line_has_exit_code_2(linreg: Any, arguments: list[str]) -> None:
    result = linreg(*arguments)
    assert (result.code, result.out) == (2, "")
    assert "Usage: linreg" in result.err


def test_help_has_examples_and_version_is_told(linreg: Any) -> None:
    assert "Example: linreg fit" in " ".join(linreg("--help").out.split())
    for command in ("demo", "fit", "predict"):
        result = linreg(command, "--help")
        assert result.code == 0
        assert f"Example: linreg {command}" in " ".join(result.out.split())
    assert linreg("--version").out.startswith("linreg ")


# ── Terminals ────────────────────────────────────────────────────────────────────────────────────────────────────────


def on_a_terminal(*arguments: str, interrupt_after: str | None = None, cwd: Path = ROOT) -> tuple[int, str]:
    """Exit code and stderr of the command whose stderr is a terminal; Ctrl-C once a text appears there."""
    master, slave = pty.openpty()
    environment = os.environ | {"TERM": "xterm", "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(
        [*COMMAND, *arguments], stdout=subprocess.DEVNULL, stderr=slave, cwd=cwd, env=environment
    )
    os.close(slave)
    shown = b""
    while chunk := read(master):
        shown += chunk
        if interrupt_after is not None and interrupt_after in shown.decode(errors="replace"):
            process.send_signal(signal.SIGINT)
            interrupt_after = None
    os.close(master)
    return process.wait(timeout=30), shown.decode(errors="replace")


def read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:  # the other side is closed
        return b""


def test_progress_is_shown_on_a_terminal_only() -> None:
    arguments = ["fit", str(HOUSES_CSV), *PRICE, "--lr", "0.001", "--n-iterations", "3000"]
    code, shown = on_a_terminal(*arguments)
    assert code == 0
    assert "Descending" in shown
    assert "/3000" in shown
    piped = subprocess.run([*COMMAND, *arguments], cwd=ROOT, capture_output=True, check=True)
    assert piped.stderr == b""


def test_ctrl_c_leaves_nothing_half_written(tmp_path: Path) -> None:
    arguments = ["fit", str(HOUSES_CSV), *PRICE, "--lr", "1e-6", "--n-iterations", "100000000", "--save", "m.json"]
    code, shown = on_a_terminal(*arguments, interrupt_after="Descending", cwd=tmp_path)
    assert code == 130
    assert "Traceback" not in shown
    assert list(tmp_path.iterdir()) == []


def test_where_the_terminal_knows_ascii_only_nothing_breaks(tmp_path: Path) -> None:
    environment = os.environ | {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    arguments = [*COMMAND, "fit", HOUSES_CSV, *PRICE]
    result = subprocess.run(arguments, cwd=ROOT, env=environment, capture_output=True, check=True)
    assert b"158.3999" in result.stdout
    assert b"J(?) is proven" in result.stdout


@pytest.mark.parametrize("arguments", [[], ["--json"]], ids=["tables", "JSON"])
def test_an_output_that_is_full_or_closed_is_no_traceback(arguments: list[str]) -> None:
    command = f"'{sys.executable}' -m linreg fit '{HOUSES_CSV}' {' '.join(PRICE + arguments)}"
    full = subprocess.run(f"{command} > /dev/full", shell=True, cwd=ROOT, capture_output=True, text=True, check=False)
    assert full.returncode == 2 and full.stderr.startswith("Error: the system says [Errno 28] No space left on device;")
    closed = subprocess.run(f"{command} >&-", shell=True, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (closed.returncode, closed.stderr) == (0, "")


def test_a_reader_who_leaves_early_is_no_error(tmp_path: Path) -> None:
    subprocess.run([*COMMAND, "fit", HOUSES_CSV, *PRICE, "--save", tmp_path / "m.json"], cwd=ROOT, check=True)
    command = f"'{sys.executable}' -m linreg predict '{tmp_path}/m.json' '{HOUSES_CSV}' | head -n 2"
    result = subprocess.run(command, shell=True, cwd=ROOT, capture_output=True, text=True, check=True)
    assert result.stdout.startswith("predicted price\n")
    assert result.stderr == ""


# ── Shells ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("line", "expected"),
    [("linreg f", ["fit"]), ("linreg fit --cat", ["--categorical"]), ("linreg --ver", ["--version"])],
)
def test_a_shell_completes_commands_and_options(line: str, expected: list[str]) -> None:
    asked = {"_LINREG_COMPLETE": "complete_bash", "COMP_WORDS": line, "COMP_CWORD": str(line.count(" "))}
    ran = subprocess.run(COMMAND, cwd=ROOT, env=os.environ | asked, capture_output=True, text=True, check=False)
    assert ran.stdout.split() == expected and ran.stderr == ""


def test_a_shell_is_told_how_to_complete() -> None:
    ran = subprocess.run(
        COMMAND,
        cwd=ROOT,
        env=os.environ | {"_LINREG_COMPLETE": "source_bash"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert subprocess.run(["bash", "-n"], input=ran.stdout, text=True, check=False).returncode == 0
    assert "complete -o default -F _linreg_completion linreg" in ran.stdout
