"""Tables in files: the right numbers from good ones, and from bad ones the first offending line, column and remedy."""

from __future__ import annotations

import csv
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from linreg import csv_file, parquet_file
from linreg.estimator import LinearRegression
from linreg.faults import Fault, FileError, InputError, InputTypeError
from linreg.reading import Table, choose_features, column_names, read_blocks, read_columns


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    def write(content: str | bytes, name: str = "table.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def write_parquet(path: Path, **columns: Any) -> Path:
    parquet.write_table(pa.table(columns), path)
    return path


# ── What can be read ─────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "content",
    [
        "a,b,c\n1,2.5,x\n3,-4e2,y\n",
        "a,b,c\r\n1,2.5,x\r\n3,-4e2,y",
        b"\xef\xbb\xbfa,b,c\n1,2.5,x\n3,-4e2,y\n",
        '\n"a",b , c\n\n1, 2.5 ,"x\nover, lines"\n\n3,-400,y\n',
        b"a,b,c\n1,2.5,\xff\n3,-400,\xe9\n",
        'a,b,c\n1,2.5,12" pipe\n3,-400,y\n',
    ],
    ids=["plain", "Windows", "with a byte order mark", "quotes and empty lines", "Latin-1", "a lone quote"],
)
def test_csv_in_its_many_forms(write: Callable[..., Path], content: str | bytes) -> None:
    path = write(content)
    assert column_names(path) == ["a", "b", "c"]
    assert read_columns(path, ["b", "a"]).tolist() == [[2.5, 1.0], [-400.0, 3.0]]


numbers = st.floats(allow_nan=False, allow_infinity=False)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(rows=st.lists(st.tuples(numbers, numbers), min_size=1, max_size=20))
def test_floats_come_back_bit_for_bit(tmp_path: Path, rows: list[tuple[float, float]]) -> None:
    with (tmp_path / "t.csv").open("w", newline="") as file:
        csv.writer(file).writerows([("a", "b"), *rows])
    write_parquet(tmp_path / "t.parquet", a=[row[0] for row in rows], b=[row[1] for row in rows])
    for name in ("t.csv", "t.parquet"):
        assert read_columns(tmp_path / name, ["a", "b"]).tobytes() == np.array(rows).tobytes()


def test_a_large_csv_comes_in_blocks_and_in_order(write: Callable[..., Path]) -> None:
    m = 3 * csv_file.BLOCK_BYTES // 20
    lines = "".join(f"{i},{i}.5,some text\n" for i in range(m))
    blocks = list(read_blocks(write(f"a,b,c\n{lines}"), ["a", "b"]))
    assert len(blocks) > 1
    assert np.concatenate(blocks)[:, 0].tolist() == list(range(m))
    assert np.concatenate(blocks)[:, 1].sum() == m * (m - 1) / 2 + m / 2


def test_memory_is_that_of_some_blocks_whatever_the_size_of_the_file(
    write: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """However slowly the blocks are taken, pyarrow reads some 40 of them ahead, as text and as numbers, and waits."""
    block, line = 1 << 14, "1.25,2.5\n"
    monkeypatch.setattr(csv_file, "BLOCK_BYTES", block)
    held = memory_held(write("a,b\n" + line * 600_000), ["a", "b"])
    assert len(held) > 300
    assert max(held) < 64 * block * (1 + 2 * 8 / len(line))


@pytest.mark.parametrize("group", [1_500_000, 100_000])
def test_neither_a_row_group_nor_the_file_is_held_in_memory(tmp_path: Path, group: int) -> None:
    """Of 24 MB: for each column a buffer and a page of about as much, and three blocks; and as much again for pools."""
    rng = np.random.default_rng(0)
    table = pa.table({name: rng.normal(size=1_500_000) for name in "ab"})
    parquet.write_table(table, tmp_path / "t.parquet", row_group_size=group)
    del table
    held = memory_held(tmp_path / "t.parquet", ["a", "b"])
    pages, block = 2 * 2 * (1 << 20), 2 * 8 * parquet_file.BLOCK_ROWS
    assert len(held) > 20
    assert max(held) < 2 * (pages + 3 * block)


def memory_held(path: Path, columns: list[str]) -> list[int]:
    """The bytes that pyarrow holds at each block, while a slow reader takes them."""
    before, held = pa.total_allocated_bytes(), []
    for _ in read_blocks(path, columns):
        held.append(pa.total_allocated_bytes() - before)
        time.sleep(0.001)
    return held


def test_parquet_of_many_types_and_row_groups(tmp_path: Path) -> None:
    table = pa.table(
        {
            "int": pa.array([1, 2, 3], pa.int8()),
            "big": pa.array([2**53 + 1, 0, -1], pa.int64()),
            "half": pa.array(np.array([0.5, 1, 2], np.float16)),
            "single": pa.array([0.25, 1, 2], pa.float32()),
            "decimal": pa.array([Decimal("1.50"), Decimal("2.00"), Decimal("-3.25")]),
            "bool": [True, False, True],
            "a.b": [7, 8, 9],
            "text": ["x", "y", "z"],
        }
    )
    path = tmp_path / "table.anything"  # the first four bytes tell
    parquet.write_table(table, path, row_group_size=2)
    names = ["bool", "int", "big", "half", "single", "decimal", "a.b"]
    assert read_columns(path, names).tolist() == [
        [1, 1, 2.0**53, 0.5, 0.25, 1.5, 7],
        [0, 2, 0, 1, 1, 2, 8],
        [1, 3, -1, 2, 2, -3.25, 9],
    ]


def test_a_table_is_a_frame_to_fit(write: Callable[..., Path]) -> None:
    values = read_columns(write("a,b\n1,3\n2,5\n3,7\n"), ["a", "b"])
    model = LinearRegression(gradient_descent=False).fit(Table(["a"], values[:, :1]), values[:, 1])
    assert model.feature_names_in_.tolist() == ["a"]
    assert [model.intercept_, *model.coef_] == [1, 2]
    with pytest.raises(InputError, match="as in fit"):
        model.predict(Table(["z"], values[:, :1]))


# ── What cannot ──────────────────────────────────────────────────────────────────────────────────────────────────────

BAD_CSV = [
    ("", FileError, "is empty", "a line of column names"),
    ("\n\n", FileError, "is empty", "a line of column names"),
    ("a,b\n", InputError, "has column names and no rows", "at least one row"),
    ("a,b", InputError, "has column names and no rows", "at least one row"),
    ("a,b\n1,2\n3\n", FileError, "line 3 (row 2 of the data) has 1 cells", "2, as many"),
    ("a,b\n1,2\n\n3,4,5\n", FileError, "line 4 (row 2 of the data) has 3 cells", "2, as many"),
    ("a,b\n1,2\n3,\n", InputError, "line 3 (row 2 of the data), column 'b' is empty", "a number"),
    ("a,b\n1,2\n , 4\n", InputError, "line 3 (row 2 of the data), column 'a' is empty", "a number"),
    ("a,b\n1,NA\n", InputError, "line 2 (row 1 of the data), column 'b' holds 'NA', a missing value", "a number"),
    ("a,b\n1,nan\n", InputError, "column 'b' holds 'nan', a missing value", "a number"),
    ("a,b\n1,2\n-inf,2\n", InputError, "column 'a' holds '-inf', infinity", "a finite number"),
    ("a,b\n1e400,2\n", InputError, "column 'a' holds '1e400', infinity", "a finite number"),
    ('a,b\n"1\n",2\n', InputTypeError, "line 2 (row 1 of the data), column 'a' holds '1\\n'", "a number"),
    (
        'a,c,b\n1,"x\ny",2\n1,z,three\n',
        InputTypeError,
        "line 4 (row 2 of the data), column 'b' holds 'three'",
        "a number",
    ),
    ("a,b\n1,0x10\n", InputTypeError, "column 'b' holds '0x10'", "a number"),
    ("a,b\n1,1_000\n", InputTypeError, "column 'b' holds '1_000'", "a number"),
    ('a,c,b\n1,"x,2\n3,y,4\n', FileError, "is broken after row 0 of the data", "CSV with a closing quote"),
    ('a,b,c\n1,2,"x\n3,4,y\n', FileError, "is broken after row 0 of the data", "CSV with a closing quote"),
    (b"\xff\xfea\x00,\x00b\x00\n\x00", FileError, "holds NUL bytes", "CSV text in UTF-8"),
    ("a,b,b\n1,2,3\n", InputError, "has 2 columns named 'b'", "a name of its own for each"),
]


@pytest.mark.parametrize(("content", "error", "observed", "expected"), BAD_CSV)
def test_a_bad_csv_is_told_by_its_first_offending_line(
    write: Callable[..., Path], content: str | bytes, error: type[Fault], observed: str, expected: str
) -> None:
    with pytest.raises(error) as caught:
        read_columns(write(content), ["a", "b"])
    assert observed in caught.value.observed
    assert caught.value.expected.startswith(expected)
    assert caught.value.remedy
    assert caught.value.__cause__ is None


def test_the_place_is_right_far_into_a_large_file(write: Callable[..., Path]) -> None:
    lines = [f"{i},{i}" for i in range(500_000)]
    lines[400_000] = "1,oops"
    blocks = read_blocks(write("a,b\n" + "\n".join(lines)), ["a", "b"])
    assert len(next(blocks)) > 1000  # what stands before it can be had
    with pytest.raises(InputTypeError, match=r"line 400002 \(row 400001 of the data\), column 'b' holds 'oops'"):
        list(blocks)


@pytest.mark.parametrize(
    ("cell", "remedy"),
    [
        ('"$59,222"', "Write it as a plain number, 59222"),
        ("12%", "Write it as a plain number, 12"),
        ("€5.5", "Write it as a plain number, 5.5"),
        ('"1,5"', "Write it as a plain number, 1.5"),
        ('"-1,500"', "Write it as a plain number, -1500"),
        ("Condo", "have it encoded: linreg fit --categorical. Numbers stand in a."),
    ],
)
def test_the_remedy_for_text_fits_the_text(write: Callable[..., Path], cell: str, remedy: str) -> None:
    with pytest.raises(InputTypeError) as caught:
        read_columns(write(f"a,b\n1,{cell}\n"), ["a", "b"])
    assert remedy in caught.value.remedy


def test_a_long_cell_is_cut(write: Callable[..., Path]) -> None:
    with pytest.raises(InputTypeError) as caught:
        read_columns(write("a\n" + "x" * 5000 + "\n"), ["a"])
    assert len(str(caught.value)) < 400
    with pytest.raises(InputError, match="999…', infinity") as caught_too:
        read_columns(write("a\n" + "9" * 5000 + "\n"), ["a"])
    assert len(str(caught_too.value)) < 400


def test_columns_that_are_not_chosen_may_hold_anything(write: Callable[..., Path]) -> None:
    assert read_columns(write("a,b,c\n1,,inf\n2,x,nan\n"), ["a"]).tolist() == [[1], [2]]


def test_a_missing_file_names_its_neighbour(write: Callable[..., Path]) -> None:
    path = write("a\n1\n", "houses.csv")
    with pytest.raises(FileError, match=r"there is no file .*house\.csv.*Did you mean .*houses\.csv\?"):
        column_names(path.with_name("house.csv"))


def test_what_is_no_file_or_may_not_be_read(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="is no regular file"):
        column_names(tmp_path)
    with pytest.raises(FileError, match="is no regular file"):
        column_names("/dev/null")


def test_parquet_that_is_cut_off_or_none(tmp_path: Path, write: Callable[..., Path]) -> None:
    whole = write_parquet(tmp_path / "t.parquet", a=[1.0, 2.0]).read_bytes()
    for damaged in (whole[:-5], whole[:10], b"", b"a,b\n1,2\n"):
        with pytest.raises(FileError, match="cannot be read as Parquet") as caught:
            column_names(write(damaged, "cut.parquet"))
        assert "\n" not in str(caught.value)


def test_parquet_whose_pages_are_damaged(tmp_path: Path) -> None:
    path = write_parquet(tmp_path / "t.parquet", a=np.random.default_rng(0).standard_normal(1000))
    content = bytearray(path.read_bytes())
    content[4:40] = b"\xff" * 36
    path.write_bytes(content)
    with pytest.raises(FileError, match="cannot be read as Parquet"):
        read_columns(path, ["a"])


@pytest.mark.parametrize(
    ("column", "error", "observed"),
    [
        (["x", "y"], InputTypeError, "column 'a' is of type string"),
        ([[1], [2]], InputTypeError, "column 'a' is of type list"),
        (pd.to_datetime(["2020-01-01", "2020-01-02"]), InputTypeError, "column 'a' is of type timestamp"),
        (pa.array([None, None]), InputTypeError, "column 'a' is of type null"),
        ([1, None], InputError, "row 2 (the first is row 1), column 'a' is missing or NaN"),
        ([1.0, float("nan")], InputError, "row 2 (the first is row 1), column 'a' is missing or NaN"),
        ([float("-inf"), 1.0], InputError, "row 1 (the first is row 1), column 'a' is infinity"),
    ],
)
def test_parquet_of_unexpected_types_or_values(tmp_path: Path, column: Any, error: type[Fault], observed: str) -> None:
    path = write_parquet(tmp_path / "t.parquet", b=[1, 2], a=column)
    with pytest.raises(error) as caught:
        read_columns(path, ["b", "a"])
    assert observed in caught.value.observed


def test_parquet_rows_are_counted_over_blocks(tmp_path: Path) -> None:
    values = np.arange(200_000.0)
    values[150_000] = np.nan
    with pytest.raises(InputError, match="row 150001 "):
        read_columns(write_parquet(tmp_path / "t.parquet", a=values), ["a"])


def test_parquet_without_rows_or_with_a_name_twice(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no rows"):
        read_columns(write_parquet(tmp_path / "t.parquet", a=pa.array([], pa.int64())), ["a"])
    with pytest.raises(FileError, match=r"none\.parquet has no columns; expected one for the target"):
        column_names(write_parquet(tmp_path / "none.parquet"))
    parquet.write_table(pa.Table.from_arrays([pa.array([1]), pa.array([2])], ["a", "a"]), tmp_path / "twice.parquet")
    with pytest.raises(InputError, match="2 columns named 'a'"):
        column_names(tmp_path / "twice.parquet")


# ── Which columns ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_features_are_all_but_the_target_or_those_asked_for() -> None:
    names = ["price", "area", "rooms"]
    assert choose_features(names, "price") == ["area", "rooms"]
    assert choose_features(names, "price", ["rooms", "area"]) == ["rooms", "area"]


@pytest.mark.parametrize(
    ("names", "target", "features", "message"),
    [
        (["price", "area"], "prise", None, "no column 'prise'; expected one of price, area. Did you mean 'price'?"),
        (["price", "Area"], "price", ["area"], "Did you mean 'Area'?"),
        (["price", "area"], "zzz", None, "Choose a column that is there."),
        (["price;area"], "price", None, "by something else than commas"),
        (["59222", "836"], "price", None, "The first line seems to be data"),
        (["price", "area"], "price", ["area", "price"], "'price' is the target and a feature"),
        (["price", "area"], "price", ["area", "area"], "'area' is named twice"),
        (["price"], "price", None, "no feature is left"),
        (["price", "area"], "price", [], "no feature is left"),
        (["", "price", "area"], "price", None, "column 1 has no name"),
        (["price", "gr\ufffdße"], "price", None, "is not in UTF-8; expected names in UTF-8. Save the table as"),
    ],
)
def test_columns_that_cannot_be_chosen(names: list[str], target: str, features: list[str] | None, message: str) -> None:
    with pytest.raises(InputError) as caught:
        choose_features(names, target, features)
    assert message in str(caught.value)


def test_a_column_that_is_missing_is_told_before_anything_is_read(write: Callable[..., Path]) -> None:
    with pytest.raises(InputError, match="Did you mean 'area'"):
        read_columns(write("area\nnonsense\n"), ["aera"])
