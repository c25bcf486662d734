"""What each mistake makes of descent, for docs/mistakes.md: `python docs/scripts/mistake_pictures.py`.

Every curve is computed from the formula in the catalogue, on one small problem with one learning rate, beside what is
right. A mistake in the gradient or in the loop shows in how far J is above its minimum, one in the cost in the J that
is reported. What has no formula of θ, X and y has no picture.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[2]))

from verification.convention import Convention
from verification.mistakes import CATALOGUE, Mistake
from verification.mistakes.descent import right
from verification.mistakes.entry import Form, GradientAt, Penalty, Scheme
from verification.mistakes.regulariser import RIGHT as PENALTIES
from verification.mistakes.working import Working
from verification.problem import Array, Problem

PICTURES = Path(__file__).parents[1] / "pictures" / "mistakes"
INK, RED = "#555555", "#D55E00"
STEPS, WRITTEN_SIZE, PENALTY = 30, 100, 4.0

X = np.array([[1, -1.0, 1], [1, 0, -1.5], [1, 1, 2], [1, 2, 0], [1, 3.5, 1]])
Y = np.array([-1.5, 2.25, 1.5, 5.75, 7.5])
START = np.array([2.5, -1.0, 1.5])
PENALISED = np.diag([0.0, PENALTY / len(Y), PENALTY / len(Y)])  # of the right penalty, (λ/2m)‖w‖²
Curves = tuple[Array, Array]


def curves(mistake: Mistake) -> tuple[str, Curves] | None:
    """What is drawn, and its values at k = 0 … STEPS: right and mistaken. None where there is nothing to draw."""
    for axis, candidates in [("J − J*", paths(mistake)), ("J as reported", reports(mistake))]:
        for one, other in candidates:
            if np.isfinite(other[:3]).all() and not np.array_equal(one, other):
                return axis, (one, other)
    return None


def paths(mistake: Mistake) -> Iterator[Curves]:
    """J − J* along the right and the mistaken descent, for each form that the mistake has there."""
    for convention, form in product(Convention, [*mistake.gradient, *fitted(mistake)]):
        if form.suits(convention):
            yield gaps(right, form.change(Working.right(convention)).gradient, convention)
    schemes = [descent.scheme for descent in mistake.descent]
    schemes += [mistake.fixed_rate(rate() / 10).scheme] if mistake.fixed_rate else []
    for scheme in schemes:
        yield gaps(scheme, Working.right(Convention.HALF_MEAN).gradient, Convention.HALF_MEAN)
    for penalty in mistake.penalties:
        yield gaps_with_penalty(penalty)


def fitted(mistake: Mistake) -> list[Form]:
    """The form of a mistake with a number of its own: that number is WRITTEN_SIZE."""
    convention, rng = Convention.HALF_MEAN, np.random.default_rng(0)
    problems = [Problem(rng.integers(1, 5, 3).astype(float), X[:m], Y[:m]) for m in (4, 5)]
    seen = [(p, p.X.T @ (p.X @ p.theta - p.y) / WRITTEN_SIZE) for p in problems]
    return [form for fit in mistake.fit for form in fit(convention, seen)][:1]


def reports(mistake: Mistake) -> Iterator[Curves]:
    """The right J and the one that is reported, along the right descent."""
    for convention, form in product(Convention, mistake.cost):
        if form.suits(convention):
            working = Working.right(convention)
            walk = iterates(right, over_samples(working.gradient), rate() / convention.times(len(Y)))
            costs = (working.cost, form.change(working).cost)
            one, other = (np.array([cost(theta, X, Y) for theta in walk]) for cost in costs)
            yield one, other


def gaps(scheme: Scheme, gradient: Callable[..., Array], convention: Convention) -> Curves:
    """J − J* at every iterate of right descent, and of a scheme over a gradient of this convention."""
    lr = rate() / convention.times(len(Y))
    one = iterates(right, over_samples(Working.right(convention).gradient), lr)
    other = iterates(scheme, over_samples(gradient), lr)
    return height(one, np.zeros((3, 3))), height(other, np.zeros((3, 3)))


def gaps_with_penalty(penalty: Penalty) -> Curves:
    """The same for J + (λ/2m)‖w‖², with what the right and the mistaken penalty add to ∇J."""
    plain = Working.right(Convention.HALF_MEAN).gradient

    def walk(of: Penalty) -> Array:
        gradient = lambda theta, X, y: plain(theta, X, y) + of.added(theta, PENALTY, len(Y))  # noqa: E731
        return height(iterates(right, over_samples(gradient), rate()), PENALISED)

    return walk(PENALTIES[0]), walk(penalty)


def over_samples(gradient: Callable[..., Array]) -> GradientAt:
    """The gradient over all samples of the problem, or over some."""
    return lambda theta, kept=slice(None): gradient(theta, X[kept], Y[kept])


def iterates(scheme: Scheme, gradient: GradientAt, lr: float) -> list[Array]:
    """Where 0, 1, … STEPS steps end."""
    with np.errstate(over="ignore", invalid="ignore"):
        return [scheme(gradient, START.copy(), lr, k, len(Y)) for k in range(STEPS + 1)]


def height(walk: list[Array], penalised: Array) -> Array:
    """J + ½wᵀPw above its minimum, at each θ of a walk: ½(θ − θ*)ᵀ(H + P)(θ − θ*)."""
    curved = X.T @ X / len(Y) + penalised
    off = np.array(walk) - np.linalg.solve(curved, X.T @ Y / len(Y))
    with np.errstate(over="ignore", invalid="ignore"):
        return np.asarray(np.einsum("ki,ij,kj->k", off, curved, off) / 2)


def rate() -> float:
    """1.5/L for J = ‖r‖²/2m: three quarters of what still converges."""
    return 1.5 / float(np.max(np.linalg.eigvalsh(X.T @ X / len(Y))))


def draw(mistake: Mistake, folder: Path) -> Path | None:
    """Write the picture of one mistake; the same bytes each time."""
    import matplotlib as mpl
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    if (found := curves(mistake)) is None:
        return None
    axis, (one, other) = found
    settings = {
        "svg.hashsalt": mistake.id,
        "svg.fonttype": "none",
        "axes.spines.top": False,
        "axes.spines.right": False,
        "font.size": 8,
    }
    with mpl.rc_context(settings):
        figure = Figure(figsize=(4.2, 2.1), layout="constrained")
        FigureCanvasAgg(figure)
        axes = figure.add_subplot(xlabel="step k", ylabel=axis, xlim=(0, STEPS))
        axes.plot(one, color=INK, linewidth=1.2, label="right")
        axes.plot(other, color=RED, linewidth=1.6, label=mistake.id)
        scale(axes, axis, other)
        figure.legend(*axes.get_legend_handles_labels(), loc="outside upper right", ncols=2, frameon=False)
        target = folder / f"{mistake.id}.svg"
        figure.savefig(target, metadata={"Date": None, "Creator": None}, facecolor="white")
    return target


def scale(axes: Any, axis: str, mistaken: Array) -> None:
    """Heights over decades; a reported J as it is, unless it dwarfs the right one."""
    if axis == "J − J*":
        axes.set(yscale="log", ylim=(1e-5, 1e4))
    elif np.min(mistaken) > 0:
        axes.set(yscale="log")


if __name__ == "__main__":
    PICTURES.mkdir(exist_ok=True)
    for entry in CATALOGUE.values():
        print(draw(entry, PICTURES) or f"{entry.id}: nothing to draw", file=sys.stderr)
