"""The line turning into place: descent over one feature, as an animated GIF."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from linreg.affine import Array
from linreg.drawing import FAINT, INK, draw_line, halo, with_unit
from linreg.faults import FileError
from linreg.writing import replacing

if TYPE_CHECKING:
    from matplotlib.axes import Axes

FRAMES = 40
MILLISECONDS = 90
HOLD = 2500  # the last frame stays, to be read


def write_line_gif(
    path: str | os.PathLike[str],
    ax: Axes,
    x: npt.ArrayLike,
    y: npt.ArrayLike,
    iterations: npt.ArrayLike,
    lines: npt.ArrayLike,
    *,
    unit: str = "",
) -> None:
    """Write the GIF of the lines y = θ₀ + θ₁x, θ (k, 2), that descent went through at iterations (k,).

    x, y: the samples (m,), y in `unit`. At most 40 of the lines are shown, chosen so that each moves about as far as
    the next; where they have been they leave a faint trace. Labels that the axes have are kept. Raises `FileError`
    where the file cannot be written; nothing half-written stays behind.
    """
    x, y, iterations, lines = np.asarray(x), np.asarray(y), np.asarray(iterations), np.asarray(lines)
    ends = lines[:, :1] + lines[:, 1:] * np.array([x.min(), x.max()])
    shown = even_frames(ends)
    errors = [float(np.sqrt(np.mean((intercept + slope * x - y) ** 2))) for intercept, slope in lines[shown]]
    captions = [
        f"iteration {k:,} of {iterations[-1]:,}\ntypical error √MSE: {with_unit(error, unit)}"
        for k, error in zip(iterations[shown], errors, strict=True)
    ]
    _save(path, list(_images(ax, x, y, ends[shown], captions)))


def even_frames(ends: Array, frames: int = FRAMES) -> Array:
    """Which lines to show, as indices: the first, the last, and equal shares of the way that their ends (k, 2) go."""
    steps = np.max(np.abs(np.diff(ends, axis=0)), axis=1, initial=0.0)
    way = np.concatenate([[0.0], np.cumsum(steps)])
    shares = np.linspace(0, way[-1], min(frames, len(way)))
    return np.unique([*np.searchsorted(way, shares[:-1]), len(way) - 1])


def _images(ax: Axes, x: Array, y: Array, ends: Array, captions: list[str]) -> Iterator[Any]:
    """One image for each line. The samples are drawn once, then each line over a copy of them."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    canvas: Any = FigureCanvasAgg(ax.get_figure(root=True))
    line, trace, caption = _moving_parts(ax, x, y, ends)
    canvas.draw()
    background = canvas.copy_from_bbox(ax.figure.bbox)
    for j, (end, text) in enumerate(zip(ends, captions, strict=True)):
        canvas.restore_region(background)
        line.set_ydata(end)
        trace.set_segments([list(zip(line.get_xdata(), past, strict=True)) for past in ends[:j]])
        caption.set_text(text)
        for artist in (trace, line, caption):
            ax.draw_artist(artist)
        yield _as_image(canvas)


def _moving_parts(ax: Axes, x: Array, y: Array, ends: Array) -> tuple[Any, Any, Any]:
    """The line, its trace and the caption; animated, so that they stay out of the background."""
    from matplotlib.collections import LineCollection

    ax.set_title("The line turns into place", loc="left")
    draw_line(ax, x, y, 0.0, 0.0)
    low, high = min(y.min(), ends.min()), max(y.max(), ends.max())
    margin = 0.04 * (high - low or 1.0)
    ax.set_ylim(low - margin, high + margin)
    line = ax.lines[-1]
    trace = ax.add_collection(LineCollection([], colors=FAINT, linewidths=0.6), autolim=False)
    place: dict[str, Any] = {"transform": ax.transAxes, "va": "top", "parse_math": False}
    caption = ax.text(0.02, 0.97, "", color=INK, fontsize=11, path_effects=halo(), **place)
    for artist in (line, trace, caption):
        artist.set_animated(True)
    return line, trace, caption


def _as_image(canvas: Any) -> Any:
    from PIL import Image

    return Image.frombytes("RGBA", canvas.get_width_height(), bytes(canvas.buffer_rgba())).convert("RGB")


def _save(path: str | os.PathLike[str], images: list[Any]) -> None:
    """All frames in the colours of the last one, which has them all, so that nothing flickers; white stays white."""
    from PIL import Image

    if Path(path).suffix.lower() != ".gif":
        raise FileError(f"{path} names no animation", "a name that ends in .gif", "Call it line.gif, say.")
    palette = images[-1].quantize(256)
    colours = np.array(palette.getpalette()).reshape(-1, 3)
    colours[colours.min(axis=1) > 245] = 255
    palette.putpalette(colours.astype(np.uint8).tobytes())
    first, *others = [image.quantize(palette=palette, dither=Image.Dither.NONE) for image in images]
    durations = [MILLISECONDS] * len(others) + [HOLD]
    with replacing(path) as file:
        first.save(file, save_all=True, append_images=others, duration=durations, loop=0)
