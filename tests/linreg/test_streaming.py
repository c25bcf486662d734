"""A file that streams by is fitted as if it were in memory, and what is wrong with it is said as ever."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from pyarrow import csv, parquet
from typer.testing import CliRunner

import linreg
from linreg import LinearRegression, streaming
from linreg.__main__ import app
from linreg.reading import choose_columns

Array = Any
ROWS = 100_000


@pytest.fixture(autouse=True)
def _every_file_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streaming, "LARGE", 0)


def table() -> Any:
    rng = np.random.default_rng(6)
    X = rng.normal(size=(ROWS, 2)) * [1, 100] + [3, 5000]
    y = X @ [2.0, -0.01] + 1 + rng.normal(size=ROWS)
    return pa.table({"a": X[:, 0], "b": X[:, 1], "price": y})


@pytest.fixture(scope="module", params=["parquet", "csv"])
def file(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("big") / f"big.{request.param}"
    (parquet.write_table if request.param == "parquet" else csv.write_csv)(table(), path)
    return Path(path)


def run(*arguments: object) -> Any:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def test_the_command_streams_and_ends_where_fit_ends(file: Path, tmp_path: Path) -> None:
    saved, pictures = tmp_path / "model.json", tmp_path / "out"
    done = run("fit", file, "--target", "price", "--test-size", 0, "--save", saved, "--plot", pictures, "--json")
    assert done.exit_code == 0, done.output
    found, X = json.loads(done.stdout), np.column_stack([table()["a"], table()["b"]])
    whole = LinearRegression(random_state=0).fit(X, table()["price"].to_numpy())
    reach = np.array(found["certificate"]["coefficient_errors"]) + whole.certificate_.coefficient_errors
    theta = np.array([found["intercept"], found["coef"]["a"], found["coef"]["b"]])
    assert np.isfinite(reach).all() and (np.abs(theta - whole.theta_) <= reach).all()
    assert found["train"]["m"] == ROWS and "test" not in found
    # Sums of 100,000 positive terms in another order.
    assert (
        abs(
            found["train"]["mse"]
            / linreg.mean_squared_error(whole.theta_, linreg.with_intercept(X), table()["price"].to_numpy())
            - 1
        )
        <= 2 * ROWS * 2.0**-53
    )
    assert saved.exists() and any(pictures.iterdir())


def test_the_test_samples_are_the_same_at_every_reading(file: Path) -> None:
    samples = streaming.FileSamples(file, ["a", "b", "price"], choose_columns(file, ["a", "b"]), 0.3, 1)
    kinds = [np.concatenate([y for _, y in samples.blocks(test)]) for test in [False, True, True]]
    assert kinds[1].tolist() == kinds[2].tolist()
    assert sorted([*kinds[0], *kinds[1]]) == sorted(table()["price"].to_numpy())
    # A share of 0.3 of 100,000 draws, and five standard deviations of it.
    assert abs(len(kinds[1]) - 0.3 * ROWS) < 5 * (ROWS * 0.3 * 0.7) ** 0.5
    done = run("fit", file, "--target", "price", "--random-state", 1, "--json")
    assert json.loads(done.stdout)["test"]["m"] == len(kinds[1])


def test_what_is_wrong_with_a_file_is_an_error_and_nothing_is_written(tmp_path: Path) -> None:
    whole = tmp_path / "whole.parquet"
    parquet.write_table(table(), whole)
    short = tmp_path / "short.parquet"
    short.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    holed = tmp_path / "holed.csv"
    lines = "".join(f"{i},{i * i % 7}\n" for i in range(50_000)) + "1,\n2,3\n"
    holed.write_text("x,price\n" + lines)
    turned = tmp_path / "turned.csv"
    turned.write_text("x,price\n" + "".join(f"{i},{i}\n" for i in range(300_000)) + "seven,7\n")
    for path, sentence in [
        (short, "cannot be read as Parquet"),
        (holed, "line 50002"),
        (turned, "line 300002"),
    ]:
        done = run("fit", path, "--target", "price", "--save", tmp_path / "model.json")
        assert done.exit_code != 0 and sentence in str(done.exception)
        assert not (tmp_path / "model.json").exists()
    done = run("fit", whole, "--target", "price", "--batch-size", 8)
    assert "Mini-batches are drawn from samples in memory" in str(done.exception)
    for options, sentence in [
        (["--test-size", 20], "a share below 1"),
        (["--test-size", 1 - 2.0**-50], "leaves nothing to fit; expected at least one sample"),
        (["--random-state", -1], "random_state=-1"),
    ]:
        assert sentence in str(run("fit", whole, "--target", "price", *options).exception)


def test_small_files_are_read_whole(monkeypatch: pytest.MonkeyPatch, file: Path) -> None:
    assert streaming.is_large(file, ["a", "b", "price"])
    monkeypatch.setattr(streaming, "LARGE", 1 << 28)
    assert not streaming.is_large(file, ["a", "b", "price"])
