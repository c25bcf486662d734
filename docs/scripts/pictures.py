"""The pictures of the pages, drawn from the library: `python docs/scripts/pictures.py` writes docs/pictures/*.svg.

All three show one small problem: the area of a house and its price. Two parameters, so the cost is a
bowl over a plane that can be drawn.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

import linreg
from linreg.affine import Array
from linreg.drawing import BLUE, GREEN, INK, ORANGE, PURPLE, RED
from linreg.step_size import spectrum

if TYPE_CHECKING:
    from matplotlib.figure import Figure

PICTURES = Path(__file__).parents[1] / "pictures"


def problem() -> tuple[Array, Array]:
    """Forty houses: area in thousands of square feet, less 1.2, with the column of ones; price in $100,000."""
    X, prices, _ = linreg.load_houses()
    return linreg.with_intercept(X[::24, :1] / 1000 - 1.2), prices[::24] / 1e5


START = np.array([4.5, 0.2])


def surface(figure: Figure) -> None:
    """The bowl, and descent walking down its side."""
    X, y = problem()
    axes = figure.add_subplot(projection="3d", computed_zorder=False)
    first, second, costs = grid(X, y)
    axes.plot_surface(first, second, costs, cmap="Blues_r", alpha=0.75, linewidth=0, antialiased=True)
    walk = path(0.25 * spectrum(X).threshold, 14)
    axes.plot(*walk.T, [linreg.cost(theta, X, y) for theta in walk], color=RED, marker="o", markersize=3.5, zorder=5)
    best = linreg.least_squares(X, y).theta
    axes.plot([best[0]], [best[1]], [linreg.cost(best, X, y)], color=INK, marker="*", markersize=10, zorder=6)
    axes.set(xlabel="intercept θ₀", ylabel="slope θ₁", zlabel="cost J")
    axes.view_init(elev=32, azim=-70)
    axes.set_box_aspect(None, zoom=0.9)


def contours(figure: Figure) -> None:
    """The bowl from above, and the paths of three learning rates over it."""
    X, y = problem()
    axes = figure.add_subplot()
    first, second, costs = grid(X, y)
    lowest = linreg.cost(linreg.least_squares(X, y).theta, X, y)
    levels = lowest + np.max(costs - lowest) * np.linspace(0.02, 1, 14) ** 2
    axes.contour(first, second, costs, levels=levels, colors="#BBBBBB", linewidths=0.8)
    threshold = spectrum(X).threshold
    for share, colour, label in [(0.15, GREEN, "0.15 · 2/L"), (0.9, ORANGE, "0.9 · 2/L"), (1.02, RED, "1.02 · 2/L")]:
        walk = path(share * threshold, 14)
        axes.plot(*walk.T, color=colour, marker="o", markersize=3, linewidth=1.2, label=f"α = {label}")
    axes.plot(
        *linreg.least_squares(X, y).theta, color=INK, marker="*", markersize=12, linestyle="none", label="minimum θ*"
    )
    axes.set(
        xlabel="intercept θ₀", ylabel="slope θ₁", xlim=(first.min(), first.max()), ylim=(second.min(), second.max())
    )
    axes.legend(loc="upper right", fontsize=9)


def rates(figure: Figure) -> None:
    """How the cost above its minimum falls, or rises, with the learning rate."""
    X, y = problem()
    axes = figure.add_subplot()
    lowest, shape = linreg.cost(linreg.least_squares(X, y).theta, X, y), spectrum(X)
    best = shape.best / shape.threshold
    shares = [(0.05, PURPLE), (0.2, GREEN), (best, BLUE), (0.99, ORANGE), (1.0, INK), (1.02, RED)]
    for share, colour in shares:
        walk = path(share * shape.threshold, 40)
        gaps = [linreg.cost(theta, X, y) - lowest for theta in walk]
        names = {best: "α = 2/(L + μ), the best", 1.0: "α = 2/L"}
        axes.semilogy(gaps, color=colour, label=names.get(share, f"α = {share:g} · 2/L"), linewidth=1.6)
    axes.set(xlabel="step k", ylabel="cost above its minimum, J − J*", ylim=(1e-4, None), xlim=(0, 40))
    axes.legend(loc="center left", bbox_to_anchor=(1, 0.5), fontsize=9, frameon=False)


def path(lr: float, steps: int) -> Array:
    """linreg's iterates from the start, (steps + 1, 2)."""
    X, y = problem()
    return linreg.descend(linreg.gradient, START, X, y, lr=lr, n_iterations=steps).thetas


def grid(X: Array, y: Array) -> tuple[Array, Array, Array]:
    """The cost over a rectangle around the start and the minimum."""
    best = linreg.least_squares(X, y).theta
    reach = (3.4, 2.8)
    first, second = np.meshgrid(*(np.linspace(b - r, b + r, 61) for b, r in zip(best, reach, strict=True)))
    costs = [linreg.cost(np.array(theta), X, y) for theta in zip(first.flat, second.flat, strict=True)]
    return first, second, np.reshape(costs, first.shape)


DRAWN = {"surface": surface, "path": contours, "rates": rates}


def draw(name: str, folder: Path) -> Path:
    """Write one picture; the same bytes each time."""
    import matplotlib as mpl
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    settings = {"svg.hashsalt": name, "svg.fonttype": "path", "axes.spines.top": False, "axes.spines.right": False}
    with mpl.rc_context(settings):
        figure = Figure(figsize=(6.2, 4.2), layout="constrained")
        FigureCanvasAgg(figure)
        DRAWN[name](figure)
        target = folder / f"{name}.svg"
        figure.savefig(target, metadata={"Date": None, "Creator": None}, facecolor="white")
    return target


if __name__ == "__main__":
    PICTURES.mkdir(exist_ok=True)
    for picture in DRAWN:
        print(draw(picture, PICTURES), file=sys.stderr)
