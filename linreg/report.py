"""What a fit found, for a reader and for a machine: the weights beside those of the normal equation, and the scores."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from linreg.affine import Array
from linreg.estimator import LinearRegression, feature_names, has_intercept, parameter_names
from linreg.layout import number
from linreg.plotting import Labels
from linreg.scoring import Errors, errors
from linreg.streaming import FileSamples, errors_in_file, normal_equation

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table


class Scores(NamedTuple):
    """How well a model does on m samples: J and MSE in squared units of the target, R² (None for a single sample)."""

    m: int
    cost: float
    mse: float
    r2: float | None


class Report(NamedTuple):
    """A fitted model, θ* of the normal equation on the same data, and the scores on the samples of each kind.

    baselines: the levels of text columns that the others are compared with, as `city=Athens`.
    """

    model: LinearRegression
    labels: Labels
    optimum: Array
    scores: dict[str, Scores]
    baselines: Sequence[str]


def report_on(
    model: LinearRegression,
    labels: Labels,
    train: tuple[Any, Array],
    test: tuple[Any, Array] | None,
    baselines: Sequence[str] = (),
) -> Report:
    """Set a fitted model beside the normal equation on `train`, the data of its fit, and score it on train and test."""
    samples = {"train": train} | ({"test": test} if test is not None else {})
    optimum = LinearRegression(fit_intercept=has_intercept(model), gradient_descent=False).fit(*train).theta_
    scores = {kind: _scores(errors(model.predict(X), y)) for kind, (X, y) in samples.items()}
    return Report(model, labels, optimum, scores, baselines)


def report_on_file(model: LinearRegression, labels: Labels, samples: FileSamples) -> Report:
    """The same for a model fitted to a file that is streamed; θ* is that of the moments."""
    found = {kind: errors_in_file(model, samples, test) for kind, test in [("train", False), ("test", True)]}
    scores = {kind: _scores(each) for kind, each in found.items() if each is not None}
    optimum = normal_equation(model, samples.columns.features)
    return Report(model, labels, optimum, scores, samples.columns.baselines)


def as_json(report: Report) -> dict[str, Any]:
    """The report in plain types, for `json.dumps`; a bound that could not be proven is null."""
    model = report.model
    content = {
        "target": report.labels.target,
        **_by_name(model, model.theta_),
        **({"baselines": report.baselines} if report.baselines else {}),
        "normal_equation": _by_name(model, report.optimum),
        **{kind: scores._asdict() for kind, scores in report.scores.items()},
        "n_iterations": model.n_iter_,
        "outcome": model.outcome_.name,
        "advice": str(model.outcome_),
        "certificate": dataclasses.asdict(model.certificate_),
    }
    return _finite(content)  # type: ignore[no-any-return]


def as_text(report: Report) -> Iterator[RenderableType]:
    """The report as tables and sentences for rich's console, top to bottom."""
    yield _weights_table(report)
    if report.baselines:
        yield f"Left out, so that the others are compared with it: {', '.join(report.baselines)}."
    yield _scores_table(report)
    count = report.model.n_iter_
    yield f"{count:,} iteration{'s' if count != 1 else ''}. {report.model.outcome_}\n"
    yield str(report.model.certificate_)


def _weights_table(report: Report) -> Table:
    model, labels = report.model, report.labels
    table = _table("", "gradient descent" if model.gradient_descent else "least squares", "normal equation", "unit")
    units = [labels.of_weight(name) for name in feature_names(model)]
    units = [labels.unit or labels.target] * (len(model.theta_) - len(units)) + units
    for name, ours, theirs, unit in zip(parameter_names(model), model.theta_, report.optimum, units, strict=True):
        table.add_row(name, number(ours), number(theirs), unit)
    return table


def _scores_table(report: Report) -> Table:
    unit = report.labels.unit
    squared, plain = (f" ({unit}²)", f" ({unit})") if unit else ("", "")
    table = _table("", f"J{squared}", f"MSE{squared}", f"√MSE{plain}", "R²", "samples")
    for kind, scores in report.scores.items():
        r2 = f"{scores.r2:.4f}" if scores.r2 is not None else "—"
        error = number(math.sqrt(scores.mse), 5)
        table.add_row(kind, number(scores.cost, 5), number(scores.mse, 5), error, r2, f"{scores.m:,}")
    return table


def _table(first: str, *others: str) -> Table:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column(first, style="bold", overflow="fold")  # a long name goes on in the next line: none is cut
    for heading in others:
        table.add_column(heading, justify="left" if heading == "unit" else "right", overflow="fold")
    return table


def _scores(found: Errors) -> Scores:
    m = found.targets.count
    return Scores(m, found.squares / (2 * m), found.squares / m, found.r2 if m > 1 else None)


def _by_name(model: LinearRegression, theta: Array) -> dict[str, Any]:
    names = feature_names(model)
    first = len(theta) - len(names)
    coef = dict(zip(names, theta[first:].tolist(), strict=True))
    return {"intercept": float(theta[0]) if first else 0.0, "coef": coef}


def _finite(content: Any) -> Any:
    """The same with lists for arrays and tuples, and None for what JSON has no number for."""
    if isinstance(content, dict):
        return {key: _finite(value) for key, value in content.items()}
    if isinstance(content, list | tuple | np.ndarray):
        return [_finite(value) for value in content]
    if isinstance(content, float | np.floating):
        return float(content) if math.isfinite(content) else None
    return content
