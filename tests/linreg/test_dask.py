"""Dask collections on a real cluster of two worker processes: the same θ as in memory, and one of them may die."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import dask
import dask.array as da
import dask.dataframe as dd
import numpy as np
import pandas as pd
import pytest
from distributed import Client, LocalCluster

import linreg
from linreg import LinearRegression

Array = Any
ROWS, PARTS = 40_000, 16


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    folder = str(tmp_path_factory.mktemp("dask"))
    with (
        dask.config.set({"distributed.worker.memory.terminate": False, "temporary-directory": folder}),
        LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, local_directory=folder) as cluster,
        Client(cluster) as connected,
    ):
        yield connected


def data() -> tuple[Array, Array]:
    rng = np.random.default_rng(4)
    X = rng.normal(size=(ROWS, 5)) * [1, 10, 100, 0.1, 1] + [0, 1000, -5, 3, 0]
    return X, X @ [1.0, -2.0, 0.03, 4.0, 0.0] + 7 + rng.normal(size=ROWS)


X, Y = data()


def chunked() -> tuple[Any, Any]:
    return da.from_array(X, chunks=(ROWS // PARTS, 5)), da.from_array(Y, chunks=ROWS // PARTS)


def assert_proven_equal(a: LinearRegression, b: LinearRegression) -> None:
    """Both lie within proven distances of the same θ*."""
    reach = a.certificate_.coefficient_errors + b.certificate_.coefficient_errors
    assert np.isfinite(reach).all() and (np.abs(a.theta_ - b.theta_) <= reach).all()


@pytest.mark.parametrize("settings", [{}, {"gradient_descent": False}, {"fit_intercept": False}])
def test_arrays_end_where_fit_ends(client: Client, settings: dict[str, Any]) -> None:
    whole = LinearRegression(random_state=0, **settings).fit(X, Y)
    model = LinearRegression(random_state=0, **settings).fit(*chunked())
    assert_proven_equal(whole, model)
    predicted = model.predict(chunked()[0])
    assert isinstance(predicted, da.Array) and predicted.compute().tolist() == model.predict(X).tolist()
    # Sums of 40,000 terms in another order: γ(40,000) of terms that are all positive.
    assert abs(model.score(*chunked()) - model.score(X, Y)) <= 2 * 40_000 * 2.0**-53


def test_frames_keep_their_names_and_uneven_or_empty_partitions_are_taken(client: Client) -> None:
    frame = pd.DataFrame(X, columns=list("abcde")).assign(y=Y)
    parts = dd.from_pandas(frame, npartitions=7)
    some = parts[parts["a"] != parts["a"]]  # as many partitions, none with a row
    joined = dd.concat([parts, some])
    model = LinearRegression(random_state=0).fit(joined[list("abcde")], joined["y"])
    assert model.feature_names_in_.tolist() == list("abcde")
    assert_proven_equal(model, LinearRegression(random_state=0).fit(frame[list("abcde")], Y))
    assert model.predict(parts[list("abcde")]).compute().tolist() == model.predict(frame[list("abcde")]).tolist()
    with pytest.raises(linreg.InputError, match=r"columns b, a, c, d, e; expected a, b, c, d, e"):
        model.predict(parts[list("bacde")])


def test_chunks_that_differ_are_cut_alike(client: Client) -> None:
    wide, targets = da.from_array(X, chunks=(9000, 2)), da.from_array(Y[:, np.newaxis], chunks=(7000, 1))
    assert_proven_equal(
        LinearRegression(random_state=0).fit(wide, targets[:, 0]), LinearRegression(random_state=0).fit(X, Y)
    )


def slow(block: Array, folder: str) -> Array:
    """A partition that takes its time, and leaves its worker's process number behind."""
    Path(folder, f"{os.getpid()}-{time.monotonic_ns()}").touch()
    time.sleep(0.15)
    return block


def test_a_worker_killed_in_mid_fit_changes_nothing(client: Client, tmp_path: Path) -> None:
    """SIGKILL to one of the two processes while it measures: the other takes its partitions over."""
    undisturbed = LinearRegression(random_state=0).fit(*chunked())
    rows, targets = chunked()
    lazy = rows.map_blocks(slow, str(tmp_path), dtype=float, meta=np.empty((0, 0)))
    killed: list[int] = []

    def kill() -> None:
        while len(list(tmp_path.iterdir())) < 5:
            time.sleep(0.01)
        killed.append(int(max(tmp_path.iterdir(), key=lambda path: path.name.split("-")[1]).name.split("-")[0]))
        os.kill(killed[0], signal.SIGKILL)

    before = set(client.run(os.getpid).values())
    assassin = threading.Thread(target=kill)
    assassin.start()
    model = LinearRegression(random_state=0).fit(lazy, targets)
    assassin.join()
    assert killed[0] in before
    client.wait_for_workers(2)
    assert killed[0] not in set(client.run(os.getpid).values())
    assert model.theta_.tolist() == undisturbed.theta_.tolist()
    assert model.certificate_.cost_gap == undisturbed.certificate_.cost_gap


def test_the_scheduler_makes_no_difference(client: Client) -> None:
    on_cluster = LinearRegression(random_state=0).fit(*chunked())
    for scheduler in ["threads", "synchronous"]:
        with dask.config.set(scheduler=scheduler):
            assert LinearRegression(random_state=0).fit(*chunked()).theta_.tolist() == on_cluster.theta_.tolist()


def explode(block: Array, block_info: Any = None) -> Array:
    if block_info[0]["chunk-location"][0] == 3:
        raise OSError("the disk is gone")
    return block


def test_what_is_wrong_is_said_with_its_place(client: Client) -> None:
    rows, targets = chunked()
    holed = X.copy()
    holed[12_345, 2] = np.nan
    with pytest.raises(linreg.InputError, match=r"row 12345, column 2 is NaN"):
        LinearRegression().fit(da.from_array(holed, chunks=(ROWS // PARTS, 5)), targets)
    failing = rows.map_blocks(explode, dtype=float, meta=np.empty((0, 0)))
    with pytest.raises(
        linreg.InputError, match=r"partition 3 cannot be computed: OSError: the disk is gone.*X\.blocks\[3\]\.compute"
    ):
        LinearRegression().fit(failing, targets)
    with pytest.raises(linreg.InputError, match=r"X is of Dask and y is a ndarray"):
        LinearRegression().fit(rows, Y)
    with pytest.raises(linreg.InputError, match=r"batch_size=None"):
        LinearRegression(batch_size=4).fit(rows, targets)
    text = dd.from_pandas(pd.DataFrame({"a": ["x", "y"] * 10, "b": range(20)}), npartitions=2)
    with pytest.raises(linreg.InputTypeError, match=r"partition \d.*column 'a' holds 'x' in row 0: text"):
        LinearRegression().fit(text[["a"]], text["b"])
