"""The pictures, each as a function of plain arrays that draws into an `Axes` and returns it.

Any descent can be shown with them, whoever ran it. The colours are those of Okabe and Ito, which stay apart for
colour-blind eyes and in grey; labels stand where their lines end. matplotlib is imported when something is drawn, and
pyplot never.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from linreg.affine import Array

if TYPE_CHECKING:
    from matplotlib.axes import Axes

BLUE, RED, GREEN, ORANGE, PURPLE, SKY = "#0072B2", "#D55E00", "#009E73", "#E69F00", "#CC79A7", "#56B4E9"
COLOURS = [BLUE, RED, GREEN, PURPLE, ORANGE, SKY]
STYLES = ["-", "--", "-.", (0, (5, 1, 1, 1, 1, 1)), (0, (1, 1)), (0, (8, 2))]
MOST_LABELS = 10
INK, FAINT = "#333333", "#BBBBBB"


def draw_loss(ax: Axes, losses: npt.ArrayLike, *, floor: float | None = None, unit: str = "") -> Axes:
    """MSE over iterations on a log scale; floor: the MSE at the minimum, which the curve cannot cross.

    losses (k+1,): MSE before each step and after the last, in unit². Where most of the curve would lie flat, the view
    ends soon after the fall, and says so.
    """
    losses = np.asarray(losses)
    _tidy(ax, "Mean squared error over iterations", "iteration", f"mean squared error{_in(unit, '²')}")
    ax.semilogy(losses, color=BLUE, marker="o", markersize=3.5)
    if floor:
        ax.axhline(floor, color=RED, linestyle="--", linewidth=1.5, zorder=1)
        text = f"the minimum, by the normal equation: {_power(floor)}{_after(unit, '²')}"
        annotate(ax, text, (1, floor), (0, -6), color=RED, ha="right", va="top", xycoords=ax.get_yaxis_transform())
        bottom = floor * (floor / np.max(losses)) ** 0.15  # room for the text
        ax.set_ylim(bottom=max(bottom, np.finfo(np.float64).tiny))
    _label_powers(ax)
    heights = np.log(np.maximum(losses, np.finfo(np.float64).tiny))  # as the eye sees them on this scale
    _cut_the_flat_part(ax, np.arange(len(losses)), heights[:, np.newaxis])
    return ax


def draw_weights(
    ax: Axes, iterations: npt.ArrayLike, weights: npt.ArrayLike, labels: Sequence[str], *, ylabel: str = "weight"
) -> Axes:
    """Each weight over iterations, its name at the end of its line; weights (k, n) at iterations (k,)."""
    iterations, weights = np.asarray(iterations), np.asarray(weights)
    _tidy(ax, "Weights over iterations", "iteration", ylabel)
    ax.axhline(0, color=FAINT, linewidth=1, zorder=0)
    marker = "o" if len(weights) == 1 else None
    for j, label in enumerate(labels):
        colour, style = COLOURS[j % len(COLOURS)], STYLES[j % len(STYLES)]
        ax.plot(iterations, weights[:, j], color=colour, linestyle=style, label=label, marker=marker)
    _label_ends(ax, weights[-1], labels)
    _cut_the_flat_part(ax, iterations, weights)
    return ax


def draw_cost_surface(
    ax: Axes,
    path: npt.ArrayLike,
    minimum: npt.ArrayLike,
    H: npt.ArrayLike,
    *,
    floor: float = 0.0,
    labels: Sequence[str] = ("first parameter", "second parameter"),
    unit: str = "",
) -> Axes:
    """The cost over two parameters as contours of equal √MSE, and the path (k, 2) that descent walked over it.

    J is a quadratic, so its minimum (2,), its Hessian H (2, 2) and the MSE at the minimum say all of it:
    MSE(θ) = floor + (θ − θ*)ᵀH(θ − θ*).
    """
    path, minimum, H = np.asarray(path), np.asarray(minimum), np.asarray(H)
    _tidy(ax, "Downhill over the cost surface", *labels)
    across, up = _grid_around(np.vstack([path, minimum]))
    offset = np.stack([across, up], axis=-1) - minimum
    error = np.sqrt(floor + np.einsum("...i,ij,...j", offset, H, offset))
    ax.contourf(across, up, error, levels=14, cmap="Blues", alpha=0.75)
    lines = ax.contour(across, up, error, levels=14, colors="white", linewidths=0.8)
    ax.clabel(lines, np.asarray(lines.levels)[1::3], fmt=lambda value: with_unit(value, unit), fontsize=8, colors=INK)
    ax.plot(*path.T, color=RED, linewidth=1.5, path_effects=halo())
    ax.plot(*path.T, color=RED, marker="o", markersize=4.5, linestyle="")
    ax.plot(*minimum, marker="*", markersize=14, color="black", markeredgecolor="white", linestyle="")
    annotate(ax, "start", path[0], (0, -8), ha="center", va="top")
    annotate(ax, "minimum", minimum, (9, 0), va="center")
    ax.set_title("contours: typical error √MSE", loc="right", fontsize=9, color=INK)
    return ax


def draw_predictions(
    ax: Axes, actual: npt.ArrayLike, predicted: npt.ArrayLike, *, target: str = "y", unit: str = ""
) -> Axes:
    """Predicted against actual targets (m,); on the diagonal a prediction is right."""
    from matplotlib.ticker import MaxNLocator

    actual, predicted = np.asarray(actual), np.asarray(predicted)
    _tidy(ax, f"Predicted against actual {target}", f"actual {target}{_in(unit)}", f"predicted {target}{_in(unit)}")
    low, high = min(actual.min(), predicted.min()), max(actual.max(), predicted.max())
    margin = 0.03 * (high - low or 1.0)
    limits = (low - margin, high + margin)
    ax.plot(limits, limits, color=RED, linestyle="--", linewidth=1.5, zorder=1)
    ax.scatter(actual, predicted, s=14, color=BLUE, alpha=0.5, linewidths=0, zorder=2)
    ax.set(xlim=limits, ylim=limits, aspect="equal")
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_major_locator(MaxNLocator(5))
    at = low + 0.85 * (high - low)
    annotate(ax, "predicted = actual", (at, at), (-10, 0), color=RED, ha="right")
    return ax


def draw_line(ax: Axes, x: npt.ArrayLike, y: npt.ArrayLike, slope: float, intercept: float) -> Axes:
    """The samples (m,) and the line y = slope·x + intercept through them."""
    x = np.asarray(x)
    _tidy(ax, "The fitted line", "x", "y")
    ax.scatter(x, y, s=10, color=BLUE, alpha=0.35, linewidths=0)
    ends = np.array([x.min(), x.max()])
    ax.plot(ends, slope * ends + intercept, color=RED, linewidth=2.5)
    return ax


def new_axes(width: float = 6.4, height: float = 4.2, *, dpi: int = 150) -> Axes:
    """The axes of a new figure, known to nobody else: nothing is left open, and no display is needed."""
    from matplotlib.figure import Figure

    return Figure(figsize=(width, height), dpi=dpi, layout="constrained").add_subplot()


def _tidy(ax: Axes, title: str, xlabel: str, ylabel: str) -> None:
    """The look that all pictures share; a title or label that the axes already have stays."""
    _say(ax.set_title, ax.get_title("left"), title, loc="left", fontsize=11, fontweight="bold")
    _say(ax.set_xlabel, ax.get_xlabel(), xlabel)
    _say(ax.set_ylabel, ax.get_ylabel(), ylabel)
    ax.spines[["top", "right"]].set_visible(False)
    ax.tick_params(colors=INK, labelsize=9)
    ax.grid(color="#EEEEEE", linewidth=0.8)
    ax.set_axisbelow(True)
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_major_formatter(lambda value, _: _number(value))


def _say(write: Callable[..., Any], theirs: str, ours: str, **style: Any) -> None:
    """In names of columns a $ is a dollar; what somebody else has written may be a formula."""
    write(theirs or ours, color=INK, **style, **({} if theirs else {"parse_math": False}))


def annotate(ax: Axes, text: str, at: Any, offset: tuple[float, float], **style: Any) -> None:
    """Text beside a point, `offset` in print points away, readable over whatever lies below."""
    ax.annotate(
        text,
        at,
        offset,
        textcoords="offset points",
        fontsize=9,
        path_effects=halo(),
        parse_math=False,
        **{"color": INK, **style},
    )


def halo() -> list[Any]:
    from matplotlib import patheffects

    return [patheffects.withStroke(linewidth=3, foreground="white")]


def _label_ends(ax: Axes, heights: Array, labels: Sequence[str]) -> None:
    """The labels of the largest lines at their ends, in the margin on the right, pushed apart where they overlap."""
    largest = np.argsort(-np.abs(heights), kind="stable")[:MOST_LABELS]
    bottom, top = ax.get_ylim()
    places = _apart(heights[largest], (top - bottom) / 18)
    places -= max(0.0, np.max(places) - top)
    where = ax.get_yaxis_transform()
    for j, place in zip(largest, places, strict=True):
        annotate(ax, labels[j], (1, place), (6, 0), va="center", color=COLOURS[j % len(COLOURS)], xycoords=where)


def _apart(heights: Array, gap: float) -> Array:
    """The heights, moved as little as a sweep from below and back needs to put `gap` between neighbours."""
    order = np.argsort(heights, kind="stable")
    places = np.array(heights, dtype=float)[order]
    for j in range(1, len(places)):
        places[j] = max(places[j], places[j - 1] + gap)
    places -= np.mean(places - np.asarray(heights)[order])
    return places[np.argsort(order, kind="stable")]


def _cut_the_flat_part(ax: Axes, iterations: Array, curves: Array) -> None:
    """End the view where the curves (k, n) have long settled, if most of it would be flat; and say so."""
    from matplotlib.ticker import MaxNLocator

    far = np.abs(curves - curves[-1]) > 0.005 * np.max(np.abs(curves - curves[-1]), axis=0)
    settled = np.flatnonzero(far.any(axis=1))
    end = iterations[min(len(settled) and settled[-1] * 3 // 2 + 2, len(iterations) - 1)]
    if 0 < end < 0.6 * iterations[-1]:
        ax.set_xlabel(f"iteration (flat from {end:,} to the last, {iterations[-1]:,})")
    else:
        end = max(1, iterations[-1])
    ax.set_xlim(-0.015 * end, 1.015 * end)
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))


def _grid_around(points: Array) -> Array:
    """A grid (2, n, n) over all the points, with a margin."""
    low, high = points.min(axis=0), points.max(axis=0)
    margin = 0.35 * np.where(high > low, high - low, 1.0)
    axes = [np.linspace(a, b, 201) for a, b in zip(low - margin, high + margin, strict=True)]
    return np.array(np.meshgrid(*axes))


def _label_powers(ax: Axes) -> None:
    from matplotlib.ticker import LogLocator, NullFormatter

    low, high = ax.get_ylim()
    ax.yaxis.set_major_locator(LogLocator(subs=(1, 2, 5) if high < 1e3 * low else (1,)))
    ax.yaxis.set_major_formatter(lambda value, _: _power(value))
    ax.yaxis.set_minor_formatter(NullFormatter())


def _power(value: float) -> str:
    """4×10¹⁰, where it is shorter than the digits."""
    if value == 0 or 1e-3 <= abs(value) < 1e5:
        return _number(value)
    mantissa, exponent = f"{value:.2g}".split("e") if "e" in f"{value:.2g}" else f"{value:.1e}".split("e")
    mantissa = mantissa.removesuffix(".0")
    factor = "" if mantissa == "1" else f"{mantissa}×"
    return f"{factor}10{str(int(exponent)).translate(str.maketrans('-0123456789', '⁻⁰¹²³⁴⁵⁶⁷⁸⁹'))}"


def _number(value: float) -> str:
    """With thousands separators and a true minus sign."""
    digits = f"{value:,.0f}" if 1e3 <= abs(value) < 1e9 else f"{value:.4g}"
    return digits.replace("-", "−")


def with_unit(value: float, unit: str) -> str:
    """$96,000 and 96,000 sq ft: a currency sign stands before the number, other units after it."""
    if len(unit) == 1 and unicodedata.category(unit) == "Sc":
        return f"{unit}{_number(value)}".replace(f"{unit}−", f"−{unit}")
    return f"{_number(value)} {unit}".rstrip()


def _in(unit: str, power: str = "") -> str:
    return f" ({unit}{power})" if unit else ""


def _after(unit: str, power: str = "") -> str:
    return f" {unit}{power}" if unit else ""
