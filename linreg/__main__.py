"""The command `linreg`: the main job on real house prices (demo), the same on a file (fit), and its use (predict)."""

from __future__ import annotations

import json
import os
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import metadata
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from linreg.affine import Array
from linreg.categories import Columns
from linreg.datasets import HOUSE_UNITS, load_houses, train_test_split
from linreg.estimator import LinearRegression
from linreg.faults import ConvergenceWarning, Fault, InputError
from linreg.modelfile import load_model, save_model
from linreg.plotting import Labels, animate_line, plot_cost_surface, save_picture, write_pictures
from linreg.reading import Table, choose_columns, choose_features, column_names, read_blocks, read_columns
from linreg.report import Report, as_json, as_text, report_on, report_on_file
from linreg.streaming import FileSamples, fit_file, is_large
from linreg.writing import csv_lines, make_folder, replacing, write_column

app = typer.Typer(no_args_is_help=True, pretty_exceptions_enable=False, rich_markup_mode="rich")
Sample = tuple[Table, Array]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON in place of tables.")]


def main() -> None:
    """Run the command: exit code 0, or 2 with the error as one paragraph on stderr."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name) or Path(os.devnull).open("w")  # noqa: SIM115 - closed, as by >&-, and for as long as we run
        stream.reconfigure(errors="replace")  # where R² cannot be shown, R? can
        setattr(sys, name, stream)
    warnings.simplefilter("ignore", ConvergenceWarning)  # the report says it, with the other outcomes
    warnings.formatwarning = lambda message, *_: f"Warning: {message}\n"  # others without the line of code
    try:
        app(prog_name="linreg")
    except Exception as error:
        if "--debug" in sys.argv:
            raise
        _console(stderr=True).print(Text("Error: ", "bold red") + Text(_in_a_paragraph(error), ""))
        sys.exit(2)


@app.command()
def demo(
    out: Annotated[Path, typer.Option(help="The folder for the pictures.")] = Path("out"), json_: JsonOption = False
) -> None:
    """Fit the house prices that come with the package, and draw the pictures.

    Example:  linreg demo --out pictures
    """
    make_folder(out)  # now, and not after the fit
    X, prices, names = load_houses()
    labels = Labels("price", HOUSE_UNITS)
    X_train, X_test, y_train, y_test = train_test_split(X, prices, test_size=0.3, random_state=0)
    train, test = (Table(names, X_train), y_train), (Table(names, X_test), y_test)
    model = LinearRegression(random_state=0, progress=True).fit(*train)
    report = report_on(model, labels, train, test)
    if not json_:
        _print(f"{len(prices):,} home sales around Sacramento: {', '.join(names)} → price", report)
    with _status("Drawing the pictures …"):
        files = [*write_pictures(model, train, test, out, labels=labels), *_two_parameters(train, out, labels)]
    _finish(report, files, json_)


@app.command()
def fit(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A table, CSV or Parquet: a line for each sample.")],
    target: Annotated[str, typer.Option(help="The column to predict.")],
    features: Annotated[
        str | None, typer.Option(help="The columns to learn from, a,b,…; by default all others.")
    ] = None,
    categorical: Annotated[
        str | None, typer.Option(help="Those of them that are text, a,b,…: a column of 0 and 1 for each level but one.")
    ] = None,
    lr: Annotated[
        str, typer.Option(help="The learning rate α, or auto: the fixed step that contracts fastest.")
    ] = "auto",
    n_iterations: Annotated[int, typer.Option(help="The most steps to take.")] = 1000,
    batch_size: Annotated[int | None, typer.Option(help="Samples for each step; by default all.")] = None,
    test_size: Annotated[
        float, typer.Option(help="Samples kept from the fit to test it: a share, a number, or 0.")
    ] = 0.3,
    random_state: Annotated[int, typer.Option(help="The seed of the split, of the start and of the batches.")] = 0,
    plot: Annotated[Path | None, typer.Option(help="Draw the pictures into this folder.")] = None,
    save: Annotated[Path | None, typer.Option(help="Save the model to this file, for linreg predict.")] = None,
    json_: JsonOption = False,
) -> None:
    """Fit a linear model to a table by gradient descent, and report what is proven of it.

    A large table is streamed: read a few times, a block at a time, whatever its size.

    Example:  linreg fit houses.csv --target price --features area,bedrooms --plot out --save model.json

    Example:  linreg fit houses.csv --target price --features area,city --categorical city
    """
    for written in filter(None, (plot and plot / "_", save)):
        make_folder(written.parent)  # now, and not after a long fit
    names = choose_features(column_names(file), target, _listed(features))
    columns = choose_columns(file, names, _listed(categorical) or ())
    model = LinearRegression(n_iterations, _learning_rate(lr), batch_size, random_state=random_state, progress=True)
    labels = Labels(target)
    large = is_large(file, [*names, target])
    samples = FileSamples(file, [*names, target], columns, test_size, random_state) if large else None
    if samples is not None:
        report = report_on_file(fit_file(model, samples), labels, samples)
    else:
        table = read_columns(file, [*names, target], columns.levels)
        train, test = _split(table, columns.features, test_size, random_state)
        report = report_on(model.fit(*train), labels, train, test, columns.baselines)
    if not json_:
        _print(f"{file}: {', '.join(names)} → {target}", report)
    files = []
    if plot is not None:
        with _status("Drawing the pictures …"):
            if samples is not None:
                train, test = samples.sample(model.moments_.count), None
            files += write_pictures(model, train, test or train, plot, labels=labels)
    if save is not None:
        save_model(model, save, target, columns)
        files.append(save)
    _finish(report, files, json_)


@app.command()
def predict(
    model: Annotated[Path, typer.Argument(metavar="MODEL", help="What linreg fit --save wrote.")],
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A CSV or Parquet table with the features of the fit.")],
    out: Annotated[Path | None, typer.Option(help="Write to this CSV (or .parquet) file, not to the screen.")] = None,
) -> None:
    """Predict the target of each sample in a table, in its order: a CSV of one column.

    Example:  linreg predict model.json houses.csv --out prices.csv
    """
    fitted, target, columns = load_model(model)
    predictions = _predictions(fitted, file, columns)
    if out is None:
        sys.stdout.writelines(csv_lines(f"predicted {target}", predictions))
        return
    make_folder(out.parent)
    with replacing(out) as beside:
        write_column(beside, f"predicted {target}", predictions)
    _console().print(f"Wrote {out}")


def _split(table: Array, names: list[str], test_size: float, random_state: int) -> tuple[Sample, Sample | None]:
    if test_size == 0:
        return (Table(names, table[:, :-1]), table[:, -1]), None
    size = int(test_size) if test_size.is_integer() else test_size
    train, test = train_test_split(table, test_size=size, random_state=random_state)
    return (Table(names, train[:, :-1]), train[:, -1]), (Table(names, test[:, :-1]), test[:, -1])


def _listed(names: str | None) -> list[str] | None:
    """a, b,c as three names."""
    return [name.strip() for name in names.split(",")] if names is not None else None


def _learning_rate(given: str) -> float | str:
    try:
        return given if given == "auto" else float(given)
    except ValueError:
        raise InputError(f"--lr is {given!r}", "a positive number, or auto", "Take auto if unsure.") from None


def _predictions(model: LinearRegression, file: Path, columns: Columns) -> Iterator[Array]:
    """ŷ for each block of the file, as it comes in."""
    for block in read_blocks(file, columns.names, columns.levels):
        yield model.predict(Table(columns.features, block))


def _two_parameters(train: Sample, out: Path, labels: Labels) -> list[Path]:
    """The pictures that have room for two parameters only: the cost surface of two weights, and the line of one."""
    (X, y), folder = train, make_folder(out)
    pair, single = X.select(["area", "bedrooms"]), X.select(["area"])
    zigzag = LinearRegression(random_state=0).fit(pair, y)
    save_picture(plot_cost_surface(zigzag, pair, y, labels=labels), folder / "cost_surface.png")
    # With one feature the best step arrives at once; a twentieth of it leaves something to see.
    line = LinearRegression(n_iterations=100, lr=0.05, random_state=0).fit(single, y)
    animate_line(line, single, y, folder / "line.gif", labels=labels)
    return [folder / "cost_surface.png", folder / "line.gif"]


@contextmanager
def _status(text: str) -> Iterator[None]:
    console = _console(stderr=True)
    if not console.is_terminal:
        yield
        return
    with console.status(text):
        yield


def _print(heading: str, report: Report) -> None:
    console = _console()
    console.print(heading, style="bold")
    for part in as_text(report):
        console.print(part)


def _finish(report: Report, files: list[Path], json_: bool) -> None:
    if json_:
        typer.echo(json.dumps(as_json(report) | {"files": [str(file) for file in files]}, indent=2, ensure_ascii=False))
        return
    console = _console()
    for folder in dict.fromkeys(file.parent for file in files):
        where = f"Wrote in {folder}:" if folder != Path() else "Wrote"
        console.print(f"\n{where} {', '.join(file.name for file in files if file.parent == folder)}")


def _console(*, stderr: bool = False) -> Console:
    """A console that prints names as they are: [a] is no markup in a column's name, and :b: no emoji."""
    return Console(stderr=stderr, highlight=False, markup=False, emoji=False)


def _in_a_paragraph(error: Exception) -> str:
    if isinstance(error, Fault):
        return str(error)
    if isinstance(error, OSError):
        return f"the system says {error}; expected files that can be read and written. Look at the place and its space."
    return f"{type(error).__name__}: {error}. This should not happen; linreg --debug … shows where it did."


def _show_version(asked: bool) -> None:
    if asked:
        typer.echo(f"linreg {_version()}")
        raise typer.Exit


def _version() -> str:
    try:
        return metadata.version("linreg-verified")
    except metadata.PackageNotFoundError:
        return "(from a checkout that is not installed)"


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version and leave.")
    ] = False,
    debug: Annotated[
        bool, typer.Option("--debug", help="On an error show the traceback: linreg --debug fit …")
    ] = False,
) -> None:
    """Linear regression by gradient descent, with a proof of how close it came.

    Example:  linreg fit houses.csv --target price --save model.json && linreg predict model.json houses.csv
    """


if __name__ == "__main__":
    main()
