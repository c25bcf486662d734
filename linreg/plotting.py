"""The pictures of a fitted model: how the cost fell, how the weights moved and where, the line, and the predictions.

Each takes the model and data in the units it was fitted in, draws into the `Axes` that it is given or into a new
figure, and returns the `Axes`: `plot_loss(model, X, y).figure.savefig("loss.png")`.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from linreg.affine import Array
from linreg.animation import write_line_gif
from linreg.arrays import as_targets
from linreg.cost import mean_squared_error
from linreg.derivative import hessian
from linreg.drawing import (
    annotate,
    draw_cost_surface,
    draw_line,
    draw_loss,
    draw_predictions,
    draw_weights,
    new_axes,
    with_unit,
)
from linreg.estimator import LinearRegression, check_fitted, design_of, feature_names, has_intercept
from linreg.faults import FileError, InputError
from linreg.least_squares import least_squares
from linreg.neighbours import not_fitted
from linreg.writing import make_folder, replacing

if TYPE_CHECKING:
    from matplotlib.axes import Axes


@dataclass(frozen=True)
class Labels:
    """What the target is called and in what units the columns are, by name: {"price": "$", "area": "sq ft"}."""

    target: str = "y"
    units: Mapping[str, str] = field(default_factory=dict)

    @property
    def unit(self) -> str:
        """The unit of the target."""
        return self.units.get(self.target, "")

    def of(self, name: str) -> str:
        """A column with its unit: area (sq ft)."""
        unit = self.units.get(name, "")
        return name if unit in name else f"{name} ({unit})"

    def of_weight(self, name: str) -> str:
        """The unit of a feature's weight: $ per sq ft."""
        return f"{self.unit or self.target} per {self.units.get(name) or name}"


PLAIN = Labels()


def plot_loss(model: LinearRegression, X: Any, y: Any, ax: Axes | None = None, *, labels: Labels = PLAIN) -> Axes:
    """MSE over iterations, and the MSE that no weights can beat on the data of the fit, X (m, d) and y (m,)."""
    _check_history(model)
    design = design_of(model, X)
    y = as_targets(y, len(design))
    floor = mean_squared_error(least_squares(design, y).theta, design, y)
    return draw_loss(ax or new_axes(), model.loss_over_time_, floor=float(floor), unit=labels.unit)


def plot_weights(model: LinearRegression, X: Any, ax: Axes | None = None, *, labels: Labels = PLAIN) -> Axes:
    """The weights over iterations, each times the standard deviation of its feature in X (m, d) to compare them."""
    _check_history(model)
    X = _features(model, X)
    names = feature_names(model)
    weights = _weights(model) * np.std(X, axis=0)
    ends = [f"{name}  {with_unit(w, labels.unit)}" for name, w in zip(names, weights[-1], strict=True)]
    ylabel = f"weight ({labels.unit or labels.target} per standard deviation of the feature)"
    return draw_weights(ax or new_axes(), model.w_iterations_, weights, ends, ylabel=ylabel)


def plot_cost_surface(
    model: LinearRegression, X: Any, y: Any, ax: Axes | None = None, *, labels: Labels = PLAIN
) -> Axes:
    """The cost of the data of the fit over two parameters, with the path of descent.

    The two are the weights of two features, the intercept being at its best for each, or the intercept and the weight
    of one feature. Raises `InputError` for a model with another number of parameters.
    """
    _check_history(model)
    design = design_of(model, X)
    y = as_targets(y, len(design))
    theta = least_squares(design, y).theta
    floor = float(mean_squared_error(theta, design, y))
    names = [f"weight of {name} ({labels.of_weight(name)})" for name in feature_names(model)]
    if len(names) == 2:
        path, features = _weights(model), design[:, -2:]
        H = hessian(features - np.mean(features, axis=0) * has_intercept(model))
    elif len(names) == 1 and has_intercept(model):
        path, H = model.w_over_time_, hessian(design)
        names = [f"intercept ({labels.unit or labels.target})", *names]
    else:
        raise InputError(
            f"the model has {model.w_over_time_.shape[1]} parameters",
            "two",
            "Fit two features, or one and the intercept.",
        )
    return draw_cost_surface(ax or new_axes(), path, theta[-2:], H, floor=floor, labels=names, unit=labels.unit)


def plot_predictions(
    model: LinearRegression, X: Any, y: Any, ax: Axes | None = None, *, labels: Labels = PLAIN
) -> Axes:
    """Predicted against actual targets and R², for X (m, d), y (m,), best of samples that the fit has not seen."""
    predicted = model.predict(X)
    y = as_targets(y, len(predicted))
    ax = draw_predictions(ax or new_axes(5.2, 5.2), y, predicted, target=labels.target, unit=labels.unit)
    if len(y) > 1:
        text = f"R² = {model.score(X, y):.2f} on {len(y):,} samples"
        annotate(ax, text, (1, 0), (-6, 8), ha="right", xycoords="axes fraction")
    return ax


def plot_line(model: LinearRegression, X: Any, y: Any, ax: Axes | None = None, *, labels: Labels = PLAIN) -> Axes:
    """The samples X (m, 1), y (m,) and the fitted line. Raises `InputError` for more than one feature."""
    check_fitted(model)
    X = _one_feature(model, X)
    ax = draw_line(ax or new_axes(), X[:, 0], as_targets(y, len(X)), model.coef_[0], model.intercept_)
    return _label_line(ax, model, labels)


def animate_line(
    model: LinearRegression, X: Any, y: Any, path: str | os.PathLike[str], *, labels: Labels = PLAIN
) -> None:
    """Write the GIF of the line turning into place over X (m, 1), y (m,). Raises `InputError`, `FileError`."""
    _check_history(model)
    X, weights = _one_feature(model, X), _weights(model)
    lines = model.w_over_time_ if has_intercept(model) else np.hstack([np.zeros_like(weights), weights])
    ax = new_axes(dpi=100)
    _label_line(ax, model, labels)
    write_line_gif(path, ax, X[:, 0], as_targets(y, len(X)), model.w_iterations_, lines, unit=labels.unit)


def save_picture(ax: Axes, path: str | os.PathLike[str]) -> None:
    """Write the figure of these axes; the suffix (.png, .pdf, .svg) is the format. Raises `FileError`."""
    figure: Any = ax.get_figure(root=True)
    formats = figure.canvas.get_supported_filetypes()
    if Path(path).suffix.removeprefix(".").lower() not in formats:
        raise FileError(f"{path} names no picture", f"a suffix such as {', '.join(formats)}", "Call it loss.png, say.")
    with replacing(path) as file:
        figure.savefig(file)


def write_pictures(
    model: LinearRegression,
    train: tuple[Any, Any],
    test: tuple[Any, Any],
    folder: str | os.PathLike[str],
    *,
    labels: Labels = PLAIN,
) -> list[Path]:
    """Write every picture that the model has, and return where: loss, weights and predictions, each a PNG.

    With two parameters also the cost surface, and with one feature the GIF of the line. train: X and y of the fit;
    test: samples for the predictions. The folder is made if it is missing. Raises `FileError`.
    """
    folder = make_folder(folder)
    axes = {
        "loss.png": plot_loss(model, *train, labels=labels),
        "weights.png": plot_weights(model, train[0], labels=labels),
        "predictions.png": plot_predictions(model, *test, labels=labels),
    }
    if len(model.coef_) == 2 or (len(model.coef_) == 1 and has_intercept(model)):
        axes["cost_surface.png"] = plot_cost_surface(model, *train, labels=labels)
    for name, ax in axes.items():
        save_picture(ax, folder / name)
    paths = [folder / name for name in axes]
    if len(model.coef_) == 1:
        paths.append(folder / "line.gif")
        animate_line(model, *train, paths[-1], labels=labels)
    return paths


def _weights(model: LinearRegression) -> Array:
    """The recorded weights (k, d), without the intercept."""
    weights: Array = model.w_over_time_[:, int(has_intercept(model)) :]
    return weights


def _features(model: LinearRegression, X: Any) -> Array:
    """X (m, d), the features of the fit."""
    return design_of(model, X)[:, int(has_intercept(model)) :]


def _one_feature(model: LinearRegression, X: Any) -> Array:
    features = _features(model, X)
    if features.shape[1] != 1:
        raise InputError(
            f"the model has {features.shape[1]} features", "one, for a line in the plane", "Fit one feature alone."
        )
    return features


def _check_history(model: LinearRegression) -> None:
    if not hasattr(model, "w_over_time_"):
        raise not_fitted(
            "this model has no history of its fit", "a model that fit was called on", "Call fit(X, y), then draw."
        )


def _label_line(ax: Axes, model: LinearRegression, labels: Labels) -> Axes:
    ax.set_xlabel(labels.of(feature_names(model)[0]), parse_math=False)  # a $ is a dollar
    ax.set_ylabel(labels.of(labels.target), parse_math=False)
    return ax
