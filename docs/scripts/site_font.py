"""A font for the maths: browsers without one draw small sums and brackets that do not grow.

STIX Two Math (SIL Open Font License), as the package ziamath ships it, cut down to what formulas need.
"""

from __future__ import annotations

import logging
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from fontTools.subset import Options, Subsetter, load_font, save_font

# Latin, Greek, combining accents, punctuation, arrows, operators, brackets, and the letters of mathematics.
NEEDED = [
    (0x20, 0x7E),
    (0xA0, 0xFF),
    (0x2C6, 0x2DC),
    (0x300, 0x338),
    (0x370, 0x3FF),
    (0x2010, 0x2057),
    (0x2061, 0x2064),
]
NEEDED += [(0x2100, 0x214F), (0x2190, 0x21FF), (0x2200, 0x22FF), (0x2308, 0x230B), (0x27E6, 0x27FF), (0x1D400, 0x1D7FF)]


def setup(app: Any) -> dict[str, bool]:
    """Called by Sphinx."""
    app.connect("build-finished", write)
    return {"parallel_read_safe": True}


def write(app: Any, exception: Exception | None) -> None:
    """_static/math.woff, with the table that says how signs grow."""
    if exception is not None or app.builder.format != "html":
        return
    logging.getLogger("fontTools.subset").setLevel(logging.WARNING)
    options = Options(flavor="woff", layout_features=["ssty", "dtls", "kern", "ccmp", "flac"], notdef_outline=True)
    with as_file(files("ziamath") / "fonts" / "STIXTwoMath-Regular.ttf") as path:
        font = load_font(str(path), options)
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=[code for first, last in NEEDED for code in range(first, last + 1)])
        subsetter.subset(font)
        save_font(font, str(Path(app.outdir) / "_static" / "math.woff"), options)
