"""Text columns: one column of 0 and 1 for each level but one, remembered with the model, and nothing made up."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from linreg.__main__ import main
from linreg.categories import ROWS, Columns, encoded
from linreg.datasets import HOUSES_CSV
from linreg.estimator import LinearRegression
from linreg.faults import FileError, InputError, InputTypeError
from linreg.modelfile import load_model
from linreg.reading import choose_columns, read_columns
from tests.linreg import truth

RUN = ["--target", "price", "--features", "area,type,city", "--categorical", "type, city", "--test-size", "0"]
TABLE = "y,area,city\n1,10,Rome\n2,11,Oslo\n4,15, Oslo \n3,12,Bern\n7,16,Rome\n5,13,Bern\n"


@pytest.fixture
def linreg(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Callable[..., str]:
    """Run the command in this process, in an empty folder; its output, or its error."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "1000")

    def run(*arguments: Any) -> str:
        monkeypatch.setattr(sys, "argv", ["linreg", *map(str, arguments)])
        with pytest.raises(SystemExit):
            main()
        captured = capsys.readouterr()
        return captured.out or captured.err

    return run


def test_it_is_the_fit_of_indicator_columns(linreg: Any) -> None:
    found = json.loads(linreg("fit", HOUSES_CSV, *RUN, "--json", "--save", "m.json", "--n-iterations", 100_000))
    frame = pd.read_csv(HOUSES_CSV)
    dummies = pd.get_dummies(frame[["area", "type", "city"]], drop_first=True, prefix_sep="=", dtype=float)
    assert list(found["coef"]) == list(dummies.columns)
    assert found["baselines"] == ["type=Condo", "city=ANTELOPE"]
    columns = choose_columns(HOUSES_CSV, ["area", "type", "city"], ["type", "city"])
    assert read_columns(HOUSES_CSV, columns.names, columns.levels).tolist() == dummies.to_numpy().tolist()
    model = LinearRegression(100_000, random_state=0).fit(dummies, frame["price"])
    assert found["outcome"] == "CONVERGED" and list(found["coef"].values()) == model.coef_.tolist()
    predicted = pd.read_csv(io.StringIO(linreg("predict", "m.json", HOUSES_CSV)))["predicted price"]
    assert predicted.tolist() == model.predict(dummies).tolist()


def test_its_weights_are_the_exact_ones(linreg: Any) -> None:
    options = ["--features", "area,type", "--categorical", "type", "--test-size", 0, "--json"]
    found, frame = json.loads(linreg("fit", HOUSES_CSV, "--target", "price", *options)), pd.read_csv(HOUSES_CSV)
    dummies = pd.get_dummies(frame[["area", "type"]], drop_first=True, dtype=float)
    weights = truth.weights(dummies.to_numpy(), frame["price"].to_numpy(dtype=float))
    for by in (found, found["normal_equation"]):
        assert [by["intercept"], *by["coef"].values()] == weights


def test_a_level_that_is_in_the_test_alone_has_weight_zero_by_either_way(linreg: Any) -> None:
    """Its column is all zero where the model learns: nothing is known of it, and nothing is made up by rounding."""
    found = json.loads(linreg("fit", HOUSES_CSV, *RUN[:-1], "0.3", "--json"))
    constant = found["certificate"]["constant"]
    assert len(constant) > 1
    for by in (found, found["normal_equation"]):
        assert {by["coef"][name] for name in constant} == {0}


def test_by_hand(linreg: Any) -> None:
    """Means of each level: Bern 4, Oslo 3, Rome 4; without other features the weights are differences of those."""
    Path("t.csv").write_text(TABLE)
    shown = linreg(
        "fit", "t.csv", "--target", "y", "--features", "city", "--categorical", "city", "--test-size", 0, "--json"
    )
    found = json.loads(shown)
    errors = np.abs(np.array([found["intercept"], *found["coef"].values()]) - [4, -1, 0])
    assert (errors <= found["certificate"]["coefficient_errors"]).all()
    text = linreg("fit", "t.csv", "--target", "y", "--categorical", "city", "--test-size", 0)
    assert "Left out, so that the others are compared with it: city=Bern." in text


@pytest.mark.parametrize("dtype", ["str", "category"])
def test_parquet_and_csv_agree(tmp_path: Path, dtype: str) -> None:
    (tmp_path / "t.csv").write_text(TABLE)
    frame = pd.read_csv(tmp_path / "t.csv")
    frame.assign(city=frame["city"].str.strip().astype(dtype)).to_parquet(tmp_path / "t.parquet")
    for name in ("t.csv", "t.parquet"):
        columns = choose_columns(tmp_path / name, ["area", "city"], ["city"])
        assert columns == Columns(("area", "city"), {"city": ("Bern", "Oslo", "Rome")})
        values = read_columns(tmp_path / name, columns.names, columns.levels)
        assert values.tolist() == [[10, 0, 1], [11, 1, 0], [15, 1, 0], [12, 0, 0], [16, 0, 1], [13, 0, 0]]


def test_numbers_and_booleans_can_be_levels(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("zip,sold\n95814,true\n95608,false\n")
    pd.read_csv(tmp_path / "t.csv").to_parquet(tmp_path / "t.parquet")
    for name in ("t.csv", "t.parquet"):
        columns = choose_columns(tmp_path / name, ["zip", "sold"], ["sold", "zip"])
        assert columns.features == ["zip=95814", "sold=true"]
        assert read_columns(tmp_path / name, columns.names, columns.levels).tolist() == [[1, 1], [0, 0]]


def test_many_rows_come_in_pieces(tmp_path: Path) -> None:
    cities = [f"c{row % 7}" for row in range(2 * ROWS + 5)]
    pd.DataFrame({"x": range(len(cities)), "c": cities}).to_csv(tmp_path / "t.csv", index=False)
    values = read_columns(tmp_path / "t.csv", ["x", "c"], {"c": sorted(set(cities))})
    assert values[:, 0].tolist() == list(range(len(cities)))
    assert [int(np.flatnonzero(np.append(1 - row.sum(), row))[0]) for row in values[:, 1:]] == [
        row % 7 for row in range(len(cities))
    ]


@pytest.mark.parametrize(
    ("cell", "sentence"),
    [
        ("Kyiv", "'city' is 'Kyiv', a level that was not there at the fit; expected one of 'Bern', 'Oslo', 'Rome'"),
        ("", "column 'city' is"),
        ("rome", "'city' is 'rome', a level that was not there"),
    ],
)
@pytest.mark.parametrize("suffix", ["csv", "parquet"])
def test_a_level_that_was_not_there_is_refused_by_name_and_place(
    linreg: Any, cell: str, sentence: str, suffix: str
) -> None:
    Path("t.csv").write_text(TABLE)
    linreg("fit", "t.csv", "--target", "y", "--categorical", "city", "--test-size", 0, "--save", "m.json")
    Path("u.csv").write_text(f"area,city\n10,Rome\n10,{cell}\n")
    pd.read_csv("u.csv").to_parquet("u.parquet")
    said = linreg("predict", "m.json", f"u.{suffix}")
    assert sentence in said and ("line 3 (row 2 of the data)" if suffix == "csv" else "row 2 (the first is") in said


@pytest.mark.parametrize(
    ("table", "options", "sentence"),
    [
        (TABLE, ["--categorical", "town"], "there is no column 'town'"),
        (TABLE, ["--features", "area", "--categorical", "city"], "there is no column 'city'"),
        (TABLE, ["--categorical", "city,city"], "'city' is named twice"),
        (TABLE, [], "have it encoded: linreg fit --categorical"),
        ("y,c\n1,a\n2,a\n", ["--categorical", "c"], "column 'c' is 'a' in every row; expected two levels or more"),
        ("y,c\n1,a\n2,\n", ["--categorical", "c"], "line 3 (row 2 of the data), column 'c' is empty"),
        ("y,c\n1,a\n2,  \n", ["--categorical", "c"], "column 'c' is empty"),
        ("y,c,c=b\n1,a,0\n2,b,1\n", ["--categorical", "c"], "two features would be called 'c=b'"),
        ("y,c\n" + "".join(f"1,k{i}\n" for i in range(1001)), ["--categorical", "c"], "column 'c' has 1,001 levels"),
        ("y,c\n1,a,3\n2,b\n", ["--categorical", "c"], "has 3 cells; expected 2"),
        ("y,c\n", ["--categorical", "c"], "no rows"),
    ],
)
def test_what_cannot_be_learned_from_is_refused(linreg: Any, table: str, options: list[str], sentence: str) -> None:
    Path("t.csv").write_text(table)
    assert sentence in linreg("fit", "t.csv", "--target", "y", "--test-size", 0, *options)


def test_text_that_is_no_utf_8_is_refused_where_it_stands(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_bytes("x,stadt\n1,Bonn\n2,Köln\n".encode("latin-1"))
    with pytest.raises(InputTypeError, match=r"line 3 \(row 2 .*'stadt' holds .* not in UTF-8; .*Save the table as"):
        choose_columns(tmp_path / "t.csv", ["x", "stadt"], ["stadt"])


def test_a_column_of_fractions_is_no_category(tmp_path: Path) -> None:
    pd.DataFrame({"x": [0.5, 1.5]}).to_parquet(tmp_path / "t.parquet")
    with pytest.raises(InputTypeError, match="'x' is of type double; expected text, integers or booleans"):
        choose_columns(tmp_path / "t.parquet", ["x"], ["x"])


def test_levels_of_two_columns_may_not_collide() -> None:
    with pytest.raises(InputError, match="two features would be called 'a=b=c'"):
        encoded(["a", "a=b"], {"a": ["a", "b=c"], "a=b": ["a", "c"]})


@pytest.mark.parametrize(
    "changes",
    [
        {"levels": {"city": ["Bern", "Rome", "Oslo"]}},
        {"levels": {"city": "Bern"}},
        {"levels": {"town": ["Bern", "Oslo", "Rome"]}},
        {"levels": [1]},
        {"columns": ["area"]},
        {"columns": [1, "city"]},
        {"columns": None},
    ],
    ids=str,
)
def test_a_model_file_whose_levels_do_not_fit_is_refused(linreg: Any, changes: dict[str, Any]) -> None:
    Path("t.csv").write_text(TABLE)
    linreg("fit", "t.csv", "--target", "y", "--categorical", "city", "--test-size", 0, "--save", "m.json")
    assert load_model("m.json").columns.baselines == ["city=Bern"]
    content = json.loads(Path("m.json").read_text("utf-8")) | changes
    Path("m.json").write_text(json.dumps(content), "utf-8")
    with pytest.raises(FileError, match="columns that do not make up its features"):
        load_model("m.json")
