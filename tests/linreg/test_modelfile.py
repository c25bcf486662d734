"""The model file: what was fitted comes back bit for bit, and anything else is refused. Files appear whole, or not."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow.parquet
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from linreg.estimator import LinearRegression
from linreg.faults import FileError, InputError, NotFittedError
from linreg.modelfile import load_model, save_model
from linreg.writing import csv_lines, make_folder, replacing, write_column

FRAME = pd.DataFrame({"area": [1.0, 2.0, 4.0], 'a "quoted", name': [0.1, 0.7, 0.3]})


@pytest.fixture
def model() -> LinearRegression:
    return LinearRegression(random_state=0, lr=0.5, n_iterations=7).fit(FRAME, [1.0, 2.0, 5.0])


def test_a_model_comes_back_as_it_was(model: LinearRegression, tmp_path: Path) -> None:
    save_model(model, tmp_path / "model.json", "price")
    loaded, target, _ = load_model(tmp_path / "model.json")
    assert target == "price"
    assert loaded.predict(FRAME).tobytes() == model.predict(FRAME).tobytes()
    assert loaded.theta_.tobytes() == model.theta_.tobytes()
    assert loaded.feature_names_in_.tolist() == list(FRAME.columns)
    assert loaded.get_params() == model.get_params()
    with pytest.raises(InputError, match="as in fit"):
        loaded.predict(FRAME[FRAME.columns[::-1]])


def test_a_model_without_intercept_comes_back_too(tmp_path: Path) -> None:
    model = LinearRegression(fit_intercept=False, random_state=0).fit([[1.0], [2.0]], [2.0, 4.0])
    save_model(model, tmp_path / "model.json", "y")
    loaded = load_model(tmp_path / "model.json").model
    assert loaded.predict([[3.0]]).tolist() == model.predict([[3.0]]).tolist()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(theta=st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=2, max_size=5))
def test_every_float_comes_back_bit_for_bit(tmp_path: Path, theta: list[float]) -> None:
    model = LinearRegression()
    model.intercept_, model.coef_, model.n_features_in_ = theta[0], np.array(theta[1:]), len(theta) - 1
    save_model(model, tmp_path / "model.json", "y")
    assert load_model(tmp_path / "model.json")[0].theta_.tobytes() == np.array(theta).tobytes()


def test_what_cannot_be_written_as_json_is_left_out_of_the_settings(tmp_path: Path) -> None:
    model = LinearRegression(init=[0.0, 1.0], random_state=np.random.default_rng(0), progress=lambda k, n, mse: None)
    save_model(model.fit([[1.0], [2.0]], [2.0, 4.0]), tmp_path / "model.json", "y")
    written = json.loads((tmp_path / "model.json").read_text())["settings"]
    assert not {"init", "random_state", "progress"} & set(written)


def test_an_unfitted_model_is_not_saved(tmp_path: Path) -> None:
    with pytest.raises(NotFittedError, match="fit"):
        save_model(LinearRegression(), tmp_path / "model.json", "y")
    assert list(tmp_path.iterdir()) == []


GOOD: dict[str, Any] = {
    "format": "linreg model",
    "version": 1,
    "target": "y",
    "intercept": 1.0,
    "coef": {"a": 2.0},
    "settings": {"lr": "auto"},
}


def test_a_model_written_by_hand_is_read(tmp_path: Path) -> None:
    (tmp_path / "m.json").write_text(json.dumps(GOOD))
    assert load_model(tmp_path / "m.json")[0].predict([[3.0]]).tolist() == [7.0]


@pytest.mark.parametrize(
    ("content", "observed"),
    [
        (json.dumps(GOOD)[:-9], "is damaged or no JSON"),
        ("", "is damaged or no JSON"),
        (b"\x80\x04\x95pickle", "is damaged or no JSON"),
        ("[" * 100_000, "is damaged or no JSON"),
        ('{"a": ' + "9" * 5000 + "}", "is damaged or no JSON"),
        ('{"format": "linreg model", "format": "linreg model"}', "a name stands twice"),
        ("[1, 2]", "is JSON, and no model"),
        ('{"coef": [1]}', "is JSON, and no model"),
        (GOOD | {"version": 2}, "has version 2"),
        (GOOD | {"target": 3}, "names no target"),
        (GOOD | {"coef": {}}, "has no weights"),
        (GOOD | {"coef": [1.0]}, "has no weights"),
        (GOOD | {"coef": {"a": "1.0"}}, "has '1.0' for the weight of 'a'"),
        (GOOD | {"coef": {"a": True}}, "has True for the weight of 'a'"),
        (GOOD | {"coef": {"a": 10**400}}, "for the weight of 'a'"),
        (GOOD | {"intercept": float("nan")}, "has intercept nan"),
        (GOOD | {"intercept": None}, "has intercept None"),
        (GOOD | {"settings": {"lr": [1]}}, "settings that are not known here"),
        (GOOD | {"settings": {"__class__": "os.system"}}, "settings that are not known here"),
        (GOOD | {"settings": None}, "settings that are not known here"),
        (
            GOOD | {"intercept": 2.0, "settings": {"fit_intercept": False}},
            "has intercept 2.0 and the setting",
        ),
        (GOOD | {"settings": {"fit_intercept": None}}, "the setting fit_intercept=None"),
    ],
)
def test_a_damaged_or_foreign_file_is_refused(tmp_path: Path, content: Any, observed: str) -> None:
    path = tmp_path / "model.json"
    text = json.dumps(content) if isinstance(content, dict) else content
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(FileError) as caught:
        load_model(path)
    assert observed in caught.value.observed
    assert "\n" not in str(caught.value)


def test_a_model_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="cannot be opened"):
        load_model(tmp_path / "model.json")
    with pytest.raises(FileError, match="cannot be opened"):
        load_model(tmp_path)


# ── Whole or not at all ──────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("stop", [KeyboardInterrupt, ValueError, OSError("the disk is full")])
def test_after_an_interruption_the_old_file_stands_alone(tmp_path: Path, stop: Any) -> None:
    path = tmp_path / "file.txt"
    path.write_text("old")
    with pytest.raises((KeyboardInterrupt, ValueError)), replacing(path) as beside:
        beside.write_text("half of the n")
        raise stop
    assert path.read_text() == "old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["file.txt"]


def test_a_link_stays_and_the_file_behind_it_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "file.txt").write_text("old")
    (tmp_path / "link.txt").symlink_to("file.txt")
    with replacing(tmp_path / "link.txt") as beside:
        beside.write_text("new")
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "file.txt").read_text() == "new"


def test_what_is_no_regular_file_is_written_to_directly(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with replacing(tmp_path / "pipe") as beside:
        assert beside == tmp_path / "pipe"
    assert (tmp_path / "pipe").is_fifo()


def test_a_place_that_cannot_be_written_to(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(FileError, match="cannot be written"), replacing(tmp_path / "no folder" / "x") as beside:
        beside.write_text("")
    with pytest.raises(FileError, match="cannot be written"), replacing(tmp_path) as beside:
        beside.write_text("")
    with pytest.raises(FileError, match="cannot be made"):
        make_folder(tmp_path / "file" / "folder")


def test_a_column_is_written_exactly(tmp_path: Path) -> None:
    blocks = [np.array([0.1, 1e300]), np.array([-0.0])]
    assert list(csv_lines("ŷ", blocks)) == ["ŷ\n", "0.1\n", "1e+300\n", "-0.0\n"]
    assert next(csv_lines('a "b", c', blocks)) == '"a ""b"", c"\n'
    write_column(tmp_path / "y.parquet", "ŷ", blocks)
    assert pyarrow.parquet.read_table(tmp_path / "y.parquet").to_pydict() == {"ŷ": [0.1, 1e300, -0.0]}
    write_column(tmp_path / "y.csv", "ŷ", blocks)
    assert pd.read_csv(tmp_path / "y.csv")["ŷ"].tolist() == [0.1, 1e300, -0.0]
