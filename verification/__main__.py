"""The command `verify`: check one submission, watch it, grade many, and read the catalogue of mistakes."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import metadata
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table

from verification.check import How
from verification.implementation import Unanswered
from verification.submission.binding import MEMORY, TIMEOUT

if TYPE_CHECKING:
    from verification.examine import Finding
    from verification.grade import Row

app = typer.Typer(no_args_is_help=True, add_completion=True, pretty_exceptions_enable=False, rich_markup_mode="rich")
EXIT_CODES = {"correct": 0, "incorrect": 1, "inconclusive": 3}

Timeout = Annotated[float, typer.Option(help="Seconds that any one call may take.")]
Memory = Annotated[int, typer.Option(help="Megabytes that the submission may take.")]


def main() -> None:
    """Run the command: exit code 0 correct, 1 incorrect, 3 inconclusive, 2 where the command itself was wrong."""
    # Hypothesis keeps notes between runs, by default in the folder where it is used: that folder is the learner's.
    with TemporaryDirectory(ignore_cleanup_errors=True) as notes:
        os.environ.setdefault("HYPOTHESIS_STORAGE_DIRECTORY", notes)
        try:
            app(prog_name="verify")
        except Exception as error:
            if "--debug" in sys.argv:
                raise
            Console(stderr=True, highlight=False).print(f"Error: {_told(error)}", markup=False)
            sys.exit(2)


@app.command()
def check(
    target: Annotated[str, typer.Argument(help="A .py file, a notebook, a module, or module:object.")],
    gradient: Annotated[
        str | None,
        typer.Option(metavar="EXPR", help="How to get ∇J from X, y, theta: 'grad(X, y, theta[1:], theta[0])'."),
    ] = None,
    cost: Annotated[str | None, typer.Option(metavar="EXPR", help="How to get J from X, y, theta.")] = None,
    fit: Annotated[
        str | None, typer.Option(metavar="EXPR", help="How to get the last θ from X, y, theta, lr, n_iterations.")
    ] = None,
    json_: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
    mend: Annotated[
        bool, typer.Option("--mend", help="Show the one-line change that makes it right, if there is one.")
    ] = False,
    timeout: Timeout = TIMEOUT,
    memory: Memory = MEMORY >> 20,
) -> None:
    """Decide whether somebody's linear regression is right, and name the mistake if it is not.

    Example:  verify check my_linreg.py

    Example:  verify check my_linreg.py --gradient "compute_gradient(X, y, theta[1:], theta[0])"
    """
    from verification.check import check as run
    from verification.report import as_json, as_text

    is_file = Path(target).suffix in {".py", ".ipynb"} or os.sep in target
    how = How(gradient, cost, fit, timeout, memory << 20, thorough=not is_file)
    checked = run(target, how)
    report = as_json(checked)
    if json_:
        typer.echo(json.dumps(report, indent=2, ensure_ascii=False))
    else:
        typer.echo(as_text(checked))
        if how.thorough and checked.laws:
            Console(highlight=False).print(_table(checked.laws))
        if mend:
            from verification.mend import mended

            typer.echo("\n" + mended(checked, how))
    raise typer.Exit(EXIT_CODES[report["verdict"]])


@app.command()
def watch(
    file: Annotated[Path, typer.Argument(help="The .py file or notebook to look at.")],
    timeout: Timeout = TIMEOUT,
    memory: Memory = MEMORY >> 20,
) -> None:
    """Check a file again on every save: the verdict, a hint on h, the answer on m.

    Example:  verify watch my_linreg.py
    """
    from verification.watch import watch as run

    if not file.is_file():
        raise FileNotFoundError(f"there is no file {file}; expected a .py file or a notebook. Look at its name.")
    run(file, How(timeout=timeout, memory=memory << 20))


@app.command()
def grade(
    directory: Annotated[Path, typer.Argument(help="The folder with the submissions.")],
    jobs: Annotated[int, typer.Option(min=1, help="How many to check at a time.")] = os.cpu_count() or 1,
    csv: Annotated[Path | None, typer.Option(help="Write the table to this CSV file.")] = None,
    json_: Annotated[Path | None, typer.Option("--json", help="Write all reports to this JSON file.")] = None,
    html: Annotated[Path | None, typer.Option(help="Write a page to this file.")] = None,
    timeout: Timeout = TIMEOUT,
    memory: Memory = MEMORY >> 20,
) -> None:
    """Check every submission in a folder. Interrupted, the same command goes on where it stopped.

    Example:  verify grade submissions --csv grades.csv
    """
    from verification import grade as grading

    files = grading.submissions(directory)
    if not files:
        raise FileNotFoundError(f"{directory} has no .py or .ipynb files; expected submissions. Look at the folder.")
    outputs = {kind: path for kind, path in (("csv", csv), ("json", json_), ("html", html)) if path is not None}
    first = next(iter(outputs.values()), None)
    journal = grading.Journal(first.with_name(first.name + ".partial") if first else None)
    with _progress(len(files)) as advance:
        rows = []
        for row in grading.grade(files, How(timeout=timeout, memory=memory << 20), jobs, journal):
            rows.append(row)
            advance(row["file"])
    rows.sort(key=lambda row: row["file"])
    _print_grades(rows, directory)
    for kind, path in outputs.items():
        _write(path, grading.FORMATS[kind](rows))
    journal.close()


@app.command()
def mistakes(id_: Annotated[str | None, typer.Argument(metavar="[ID]", help="The mistake to explain.")] = None) -> None:
    """The catalogue: all mistakes in a line each, or one in full.

    Example:  verify mistakes factor-two
    """
    from verification.report import catalogue, entry

    typer.echo(entry(id_) if id_ else catalogue())


def _table(findings: list[Finding]) -> Table:
    """Law, oracle, problems tried, largest error as a fraction of its bound."""
    table = Table(box=None, pad_edge=False)
    for heading, justify in (
        ("law", "left"),
        ("oracle", "left"),
        ("problems", "right"),
        ("error / bound", "right"),
        ("", "left"),
    ):
        table.add_column(heading, justify=justify)  # type: ignore[arg-type]
    for f in findings:
        table.add_row(f.law, f.oracle, str(f.tried), f"{f.worst:.3f}", f.verdict.value)
    return table


def _print_grades(rows: list[Row], directory: Path) -> None:
    from verification.grade import counts

    console, table = Console(highlight=False), Table(box=None, pad_edge=False)
    for heading in ("file", "verdict", "mistakes"):
        table.add_column(heading)
    for row in rows:
        names = " ".join(mistake["id"] for mistake in row["mistakes"])
        table.add_row(os.path.relpath(row["file"], directory), row["verdict"], names)
    console.print(table)
    verdicts, found = counts(rows)
    console.print("\n" + ", ".join(f"{n} {verdict}" for verdict, n in verdicts.most_common()))
    for name, n in found.most_common():
        console.print(f"{n:5}  {name}")


@contextmanager
def _progress(total: int) -> Iterator[Callable[[str], None]]:
    """A bar on stderr while somebody watches."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda name: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = [BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), TextColumn("{task.description}")]
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=total)
        yield lambda name: bar.update(task, advance=1, description=Path(name).name)


def _write(path: Path, text: str) -> None:
    """Whole or not at all."""
    beside = path.with_name(path.name + ".new")
    beside.write_text(text, "utf-8")
    beside.replace(path)
    typer.echo(f"Wrote {path}")


def _told(error: Exception) -> str:
    if isinstance(error, Unanswered):  # there is no such file or module: nobody was there to answer
        return error.what
    if isinstance(error, (LookupError, OSError, ValueError)):
        return str(error.args[0] if len(error.args) == 1 else error)
    return f"{type(error).__name__}: {error}. This should not happen; verify --debug … shows where it did."


def _show_version(asked: bool) -> None:
    if asked:
        try:
            typer.echo(f"verify {metadata.version('linreg-verified')}")
        except metadata.PackageNotFoundError:
            typer.echo("verify, from a checkout that is not installed: pip install . gives it a version")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version and leave.")
    ] = False,
    debug: Annotated[
        bool, typer.Option("--debug", help="On an error show the traceback: verify --debug check …")
    ] = False,
) -> None:
    """A referee for linear regression: is it right, and if not, what was the mistake?

    Example:  verify check my_linreg.py
    """


if __name__ == "__main__":
    main()
