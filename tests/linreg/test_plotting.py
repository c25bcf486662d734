"""The pictures: what is drawn is what was recorded, labels carry units, and every frame of the GIF is another."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.collections import PathCollection
from PIL import Image

from linreg.affine import with_intercept
from linreg.animation import FRAMES, HOLD, MILLISECONDS, even_frames, write_line_gif
from linreg.datasets import HOUSE_UNITS, load_houses, make_regression
from linreg.drawing import (
    draw_cost_surface,
    draw_line,
    draw_loss,
    draw_predictions,
    draw_weights,
    new_axes,
    with_unit,
)
from linreg.estimator import LinearRegression
from linreg.faults import DivergenceError, FileError, InputError, NotFittedError
from linreg.modelfile import load_model, save_model
from linreg.plotting import (
    Labels,
    animate_line,
    plot_cost_surface,
    plot_line,
    plot_loss,
    plot_predictions,
    plot_weights,
    save_picture,
    write_pictures,
)
from linreg.reading import Table
from tests.linreg import truth
from verification.oracles import exact

ROUNDING = 1000 * 2.0**-53  # of a mean over 932 samples, with room for the square and the root
ROOT = Path(__file__).parents[2]
LABELS = Labels("price", HOUSE_UNITS)


@pytest.fixture(scope="module")
def houses() -> tuple[Table, Any]:
    X, y, names = load_houses()
    return Table(names, X), y


def fitted(data: tuple[Table, Any], *names: str, **settings: Any) -> tuple[LinearRegression, Table, Any]:
    X = data[0].select(names)
    return LinearRegression(random_state=0, **settings).fit(X, data[1]), X, data[1]


def texts(ax: Axes) -> list[str]:
    return [text.get_text() for text in ax.texts]


def scattered(ax: Axes) -> Any:
    (points,) = [artist for artist in ax.collections if isinstance(artist, PathCollection)]
    return points.get_offsets()


# ── From a fitted model ──────────────────────────────────────────────────────────────────────────────────────────────


def test_the_loss_is_the_history_and_the_floor_the_normal_equation(houses: Any) -> None:
    model, X, y = fitted(houses, "area", "bedrooms", "bathrooms")
    ax = plot_loss(model, X, y, labels=LABELS)
    curve, floor = ax.lines
    assert np.asarray(curve.get_ydata()).tolist() == model.loss_over_time_.tolist()
    assert np.asarray(curve.get_xdata()).tolist() == list(range(model.n_iter_ + 1))
    height, again = np.asarray(floor.get_ydata())
    design, theta = with_intercept(X.values), truth.weights(X.values, y)
    assert height == again and truth.is_mean_squared_error(height, theta, design, y)
    assert (ax.get_yscale(), ax.get_ylabel()) == ("log", "mean squared error ($²)")
    assert texts(ax) == ["the minimum, by the normal equation: 6.8×10⁹ $²"]
    assert ax.get_ylim()[0] < height


def test_where_the_loss_is_flat_the_view_ends_and_says_so(houses: Any) -> None:
    model, X, y = fitted(houses, "area", "bedrooms", "bathrooms", tol=1e-12)
    ax = plot_loss(model, X, y)
    end = round(ax.get_xlim()[1] / 1.015)
    assert ax.get_xlabel() == f"iteration (flat from {end} to the last, {model.n_iter_})"
    assert model.loss_over_time_[end] < 1.01 * model.loss_over_time_[-1]


def test_the_weights_are_the_history_on_a_common_scale(houses: Any) -> None:
    model, X, _ = fitted(houses, "area", "bathrooms")
    ax = plot_weights(model, X, labels=LABELS)
    for j, line in enumerate(ax.lines[1:]):
        assert np.asarray(line.get_xdata()).tolist() == model.w_iterations_.tolist()
        expected = model.w_over_time_[:, 1 + j] * np.std(X.values, axis=0)[j]
        assert np.asarray(line.get_ydata()).tolist() == expected.tolist()
    assert ax.get_ylabel() == "weight ($ per standard deviation of the feature)"
    assert [text.split("  ")[0] for text in texts(ax)] == ["area", "bathrooms"]
    assert texts(ax)[0].endswith(f"${model.coef_[0] * np.std(X.values[:, 0]):,.0f}")


@pytest.mark.parametrize("names", [("area",), ("area", "bedrooms")])
def test_the_surface_shows_the_cost_and_the_path(houses: Any, names: tuple[str, ...]) -> None:
    model, X, y = fitted(houses, *names)
    ax = plot_cost_surface(model, X, y, labels=LABELS)
    path = model.w_over_time_[:, -2:]
    assert np.column_stack(ax.lines[0].get_data()).tolist() == path.tolist()
    assert np.ravel(ax.lines[2].get_data()).tolist() == truth.weights(X.values, y)[-2:]
    assert ax.get_xlabel() == ("intercept ($)" if len(names) == 1 else "weight of area ($ per sq ft)")
    (low, high), (bottom, top) = ax.get_xlim(), ax.get_ylim()
    assert ((path >= [low, bottom]) & (path <= [high, top])).all()


def test_the_contours_are_the_root_of_the_mean_squared_error(houses: Any) -> None:
    model, X, y = fitted(houses, "area", "bedrooms")
    ax = plot_cost_surface(model, X, y)
    (contours,) = [artist for artist in ax.collections if getattr(artist, "filled", None) is False]
    # On an edge of the grid the level is found by a straight line, and √MSE is convex: between two points h apart it
    # lies below that line by at most h²/8 times its second derivative, which along axis j is at most Hⱼⱼ/√MSE.
    _, residual, *_ = np.linalg.lstsq(np.c_[np.ones(len(y)), X.values], y)
    steps = np.array([np.ptp(ax.get_xlim()), np.ptp(ax.get_ylim())]) / 200
    sag = np.max(steps**2 * np.var(X.values, axis=0)) / 8 / np.sqrt(residual[0] / len(y))
    checked = 0
    for level, line in zip(contours.levels, contours.get_paths(), strict=True):  # type: ignore[attr-defined]
        for w in line.vertices[::50]:
            r = X.values @ w - y
            error = np.std(r)  # with the intercept at its best the mean residual is 0
            assert -ROUNDING * level <= level - error <= sag + ROUNDING * level
            checked += 1
    assert checked > 20


def test_a_surface_without_intercept_and_one_with_too_many_parameters(houses: Any) -> None:
    model, X, y = fitted(houses, "area", "bedrooms", fit_intercept=False)
    star = np.ravel(plot_cost_surface(model, X, y).lines[2].get_data())
    assert star.tolist() == [float(weight) for weight in exact.solution(X.values, y)]
    model, X, y = fitted(houses, "area", "bedrooms", "bathrooms")
    with pytest.raises(InputError, match="the model has 4 parameters; expected two"):
        plot_cost_surface(model, X, y)


def test_predictions_stand_against_the_actual_prices(houses: Any) -> None:
    model, X, y = fitted(houses, "area", "bedrooms")
    ax = plot_predictions(model, X, y, labels=LABELS)
    assert np.asarray(scattered(ax)).tolist() == np.column_stack([y, model.predict(X)]).tolist()
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("actual price ($)", "predicted price ($)")
    assert ax.get_xlim() == ax.get_ylim()
    assert texts(ax)[-1] == f"R² = {model.score(X, y):.2f} on 932 samples"
    assert "R²" not in "".join(texts(plot_predictions(model, X.values[:1], y[:1])))


def test_the_line_goes_through_its_two_ends(houses: Any) -> None:
    model, X, y = fitted(houses, "area")
    ax = plot_line(model, X, y, labels=LABELS)
    ends = np.array([[484.0], [4878.0]])
    assert truth.are_predictions(ax.lines[0].get_ydata(), model.theta_, with_intercept(ends))
    assert np.asarray(scattered(ax)).tolist() == np.column_stack([X.values[:, 0], y]).tolist()
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("area (sq ft)", "price ($)")
    with pytest.raises(InputError, match="the model has 2 features; expected one"):
        plot_line(*fitted(houses, "area", "bedrooms"))


def test_the_pictures_of_a_runaway_can_be_drawn(houses: Any) -> None:
    model = LinearRegression(lr=3.0, random_state=0)
    with pytest.raises(DivergenceError):
        model.fit(*houses)
    ax = plot_loss(model, *houses)
    assert np.asarray(ax.lines[0].get_ydata()).tolist() == model.loss_over_time_.tolist()
    assert model.loss_over_time_[-1] > 1e20 * model.loss_over_time_[0]


def test_a_picture_of_other_data_than_the_fits_is_refused(houses: Any) -> None:
    model, X, y = fitted(houses, "area", "bedrooms")
    for plot in (plot_loss, plot_cost_surface, plot_predictions):
        with pytest.raises(InputError, match="X has 3 features, but LinearRegression is expecting 2"):
            plot(model, houses[0].values, y)
        with pytest.raises(InputError, match="columns bedrooms, area; expected area, bedrooms, as in fit"):
            plot(model, X.select(["bedrooms", "area"]), y)
    with pytest.raises(InputError, match="X has 1 features"):
        plot_weights(model, X.values[:, :1])


def test_where_there_is_no_history_there_is_no_picture_of_it(houses: Any, tmp_path: Path) -> None:
    model, X, y = fitted(houses, "area")
    save_model(model, tmp_path / "m.json", "price")
    loaded = load_model(tmp_path / "m.json").model
    for without in (LinearRegression(), loaded):
        for plot in (plot_loss, plot_cost_surface):
            with pytest.raises(NotFittedError, match=r"no history of its fit; .* Call fit"):
                plot(without, X, y)
        with pytest.raises(NotFittedError, match="no history"):
            plot_weights(without, X)
        with pytest.raises(NotFittedError, match="no history"):
            animate_line(without, X, y, tmp_path / "line.gif")
    assert plot_line(loaded, X, y).lines
    with pytest.raises(NotFittedError, match="is not fitted"):
        plot_line(LinearRegression(), X, y)


# ── The GIF ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_gif_has_the_frames_and_each_differs(houses: Any, tmp_path: Path) -> None:
    model, X, y = fitted(houses, "area", lr=0.05, n_iterations=100)
    animate_line(model, X, y, tmp_path / "line.gif", labels=LABELS)
    lines = model.w_over_time_[:, :1] + model.w_over_time_[:, 1:] * [[484.0, 4878.0]]
    frames, durations = [], []
    with Image.open(tmp_path / "line.gif") as image:
        for j in range(image.n_frames):
            image.seek(j)
            frames.append(np.asarray(image.convert("RGB")))
            durations.append(image.info["duration"])
        assert image.info["loop"] == 0
    assert 30 <= len(frames) == len(even_frames(lines)) <= FRAMES
    assert len({frame.tobytes() for frame in frames}) == len(frames)
    assert durations == [MILLISECONDS] * (len(frames) - 1) + [HOLD]
    # The line is the only thing in its colour, and it rises: its mean height on the picture falls from frame to frame.
    heights = [np.argwhere(np.abs(frame - [213.0, 94.0, 0.0]).sum(axis=2) < 30)[:, 0].mean() for frame in frames]
    assert (np.diff(heights) < 0).all()
    assert (frames[0][0, 0] == 255).all()


def test_even_frames_are_the_first_the_last_and_equal_shares_of_the_way() -> None:
    heights = 1 - 0.9 ** np.arange(101.0)
    shown = even_frames(np.column_stack([heights, heights]), frames=5)
    assert shown.tolist() == [0, 3, 7, 14, 100]  # the first 1 − 0.9ᵏ past a quarter, a half, three quarters of the way
    assert even_frames(np.zeros((7, 2))).tolist() == [0, 6]
    assert even_frames(np.zeros((1, 2))).tolist() == [0]


def test_a_gif_of_plain_arrays_keeps_the_labels_of_its_axes(tmp_path: Path) -> None:
    ax = new_axes(dpi=40)
    ax.set_xlabel("weight (kg)")
    write_line_gif(tmp_path / "a.gif", ax, [0.0, 1.0], [0.0, 2.0], [0, 5], [[0.0, 0.0], [0.0, 2.0]])
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("weight (kg)", "y")
    with Image.open(tmp_path / "a.gif") as image:
        assert image.n_frames == 2


def test_a_gif_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="cannot be written"):
        write_line_gif(tmp_path / "none" / "a.gif", new_axes(dpi=40), [0.0, 1.0], [0.0, 2.0], [0], [[0.0, 0.0]])
    assert list(tmp_path.iterdir()) == []


# ── All of them ──────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("d", "settings", "others"),
    [
        (1, {}, {"cost_surface.png", "line.gif"}),
        (1, {"fit_intercept": False}, {"line.gif"}),
        (2, {"n_iterations": 0}, {"cost_surface.png"}),
        (14, {}, set()),
        (2, {"gradient_descent": False}, {"cost_surface.png"}),
    ],
)
def test_each_model_has_its_pictures(tmp_path: Path, d: int, settings: dict[str, Any], others: set[str]) -> None:
    X, y = make_regression(50, d, noise=1.0, random_state=0)
    model = LinearRegression(random_state=0, **settings).fit(X, y)
    paths = write_pictures(model, (X, y), (X, y), tmp_path / "made" / "here")
    assert {path.name for path in paths} == {"loss.png", "weights.png", "predictions.png"} | others
    assert {path.name for path in (tmp_path / "made" / "here").iterdir()} == {path.name for path in paths}
    for path in paths:
        with Image.open(path) as image:
            assert min(image.size) > 300
            image.load()


def test_a_constant_feature_and_a_perfect_fit_can_be_drawn(tmp_path: Path) -> None:
    X, y = np.column_stack([np.ones(6), np.arange(6.0)]), 2 * np.arange(6.0)
    model = LinearRegression(random_state=0, tol=0.0, n_iterations=50).fit(X, y)
    assert len(write_pictures(model, (X, y), (X, y), tmp_path)) == 4


def test_pictures_have_the_format_of_their_suffix(tmp_path: Path) -> None:
    ax = draw_loss(new_axes(), [4.0, 2.0, 1.0])
    save_picture(ax, tmp_path / "loss.svg")
    save_picture(ax, tmp_path / "loss.pdf")
    assert "<svg" in (tmp_path / "loss.svg").read_text()
    assert (tmp_path / "loss.pdf").read_bytes().startswith(b"%PDF")
    for name in ("loss", "loss.xyz"):
        with pytest.raises(FileError, match=r"names no picture; expected a suffix such as .*png"):
            save_picture(ax, tmp_path / name)
    with pytest.raises(FileError, match=r"a\.png names no animation; expected a name that ends in \.gif"):
        write_line_gif(tmp_path / "a.png", new_axes(dpi=40), [0.0, 1.0], [0.0, 2.0], [0], [[0.0, 0.0]])
    assert sorted(path.name for path in tmp_path.iterdir()) == ["loss.pdf", "loss.svg"]


# ── From plain arrays, into given axes ───────────────────────────────────────────────────────────────────────────────


def test_every_picture_draws_into_the_axes_it_is_given() -> None:
    figure = new_axes().figure
    axes = [figure.add_subplot(2, 3, k + 1) for k in range(5)]
    assert draw_loss(axes[0], [3.0, 1.0]) is axes[0]
    assert draw_weights(axes[1], [0, 1], [[0.0, 0.0], [1.0, -1.0]], ["a", "b"]) is axes[1]
    assert draw_cost_surface(axes[2], [[0.0, 0.0], [1.0, 1.0]], [1.0, 1.0], np.eye(2)) is axes[2]
    assert draw_predictions(axes[3], [1.0, 2.0], [1.0, 2.5]) is axes[3]
    assert draw_line(axes[4], [0.0, 1.0], [1.0, 3.0], 2.0, 1.0) is axes[4]
    figure.draw_without_rendering()  # type: ignore[union-attr]


def test_labels_that_overlap_are_pushed_apart() -> None:
    ends = [1.0, 1.0, 1.001, 0.0]
    ax = draw_weights(new_axes(), [0, 1], [[0.0] * 4, ends], ["a", "b", "c", "d"])
    heights = sorted(annotation.xy[1] for annotation in ax.texts)  # type: ignore[attr-defined]
    assert np.diff(heights).min() > 0.05 * np.ptp(ax.get_ylim())
    assert len({text.get_text() for text in ax.texts}) == 4


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (96_000.4, "$", "$96,000"),
        (-26_508, "€", "−€26,508"),
        (96_000, "sq ft", "96,000 sq ft"),
        (0.25, "", "0.25"),
        (-1.5e-7, "kg", "−1.5e−07 kg"),
        (0, "$", "$0"),
    ],
)
def test_units_stand_where_a_reader_expects_them(value: float, unit: str, text: str) -> None:
    assert with_unit(value, unit) == text


def test_labels_name_columns_and_weights_with_their_units() -> None:
    assert LABELS.of("area") == "area (sq ft)"
    assert LABELS.of("bedrooms") == "bedrooms"
    assert LABELS.of_weight("area") == "$ per sq ft"
    assert LABELS.of_weight("latitude") == "$ per latitude"
    assert Labels("price").of_weight("area") == "price per area"


@pytest.mark.parametrize("names", [["$"], ["cost ($)", "$\\frac$"], ["a$_$", "b $^$ {x} %d"]], ids=str)
def test_a_dollar_in_a_name_begins_no_formula(tmp_path: Path, names: list[str]) -> None:
    X, y = make_regression(20, len(names), noise=1.0, random_state=0)
    table, labels = Table(names, X), Labels("price $", dict.fromkeys([*names, "price $"], "$"))
    model = LinearRegression(random_state=0).fit(table, y)
    assert len(write_pictures(model, (table, y), (table, y), tmp_path, labels=labels)) > 3
    save_picture(plot_predictions(model, table, y, labels=labels), tmp_path / "p.svg")
    assert plot_predictions(model, table, y, labels=labels).get_xlabel() == "actual price $ ($)"


def test_a_label_that_somebody_has_set_may_be_a_formula(tmp_path: Path) -> None:
    ax = new_axes(dpi=40)
    ax.set_xlabel(r"$\theta_1$")
    assert draw_line(ax, [0.0, 1.0], [0.0, 2.0], 2.0, 0.0).xaxis.label.get_parse_math()
    save_picture(ax, tmp_path / "line.png")


@pytest.mark.parametrize("scale", [2.0**-500, 2.0**490])
def test_losses_of_any_scale_can_be_drawn(tmp_path: Path, scale: float) -> None:
    X, y = make_regression(20, 1, noise=1.0, random_state=0)
    model = LinearRegression(random_state=0).fit(X, y * scale)
    assert len(write_pictures(model, (X, y * scale), (X, y * scale), tmp_path)) == 5


def test_pyplot_is_never_imported_and_matplotlib_only_to_draw(tmp_path: Path) -> None:
    code = """
import sys
from linreg.datasets import make_regression
from linreg.estimator import LinearRegression
import linreg.plotting
assert not {"matplotlib", "PIL", "pyarrow"} & set(sys.modules)
X, y = make_regression(20, 1, random_state=0)
linreg.plotting.write_pictures(LinearRegression().fit(X, y), (X, y), (X, y), sys.argv[1])
assert "matplotlib" in sys.modules and "matplotlib.pyplot" not in sys.modules
"""
    subprocess.run([sys.executable, "-W", "error", "-c", code, str(tmp_path)], check=True, cwd=ROOT)
    assert len(list(tmp_path.iterdir())) == 5
