"""The tables of numbers in the pages, measured: `python docs/scripts/measure.py` writes them where they belong.

A table stands between two comments, `<!-- measured: name -->` and `<!-- end -->`. The sums here are plain Python, one
term after the other, and random numbers are whole: every machine finds the same.
"""

from __future__ import annotations

import math
import re
import sys
from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import reduce
from operator import add, mul
from pathlib import Path
from random import Random

import numpy as np

import linreg
from linreg.affine import Array
from linreg.scaling import standardised
from linreg.step_size import spectrum

DOCS = Path(__file__).parents[1]
U = Fraction(1, 2**53)
MEASURED = re.compile(r"(<!-- measured: ([a-z-]+) -->\n).*?(<!-- end -->)", re.DOTALL)
Problem = tuple[list[float], list[list[float]], list[float]]


def conditions() -> str:
    """The house prices before and after standardising."""
    X, _, _ = linreg.load_houses()
    rows = [
        "| house prices | $L$ | $\\mu$ | $\\kappa = L/\\mu$ | $2/L$ | steps per digit of $\\theta$ |",
        "|---|---|---|---|---|---|",
    ]
    for name, design in [
        ("as they are, with the column of ones", linreg.with_intercept(X)),
        ("standardised", standardised(X, intercept=True).design(X)),
    ]:
        shape = spectrum(design)
        steps = math.log(10) / -math.log(shape.contraction(shape.best))
        kappa = shape.largest / shape.smallest
        numbers = " | ".join(short(v) for v in (shape.largest, shape.smallest, kappa, shape.threshold, steps))
        rows.append(f"| {name} | {numbers} |")
    return "\n".join(rows)


def fixed_tolerance() -> str:
    """Right and doubled gradients, judged by numpy's `allclose` with its defaults and by the bound."""
    rows = [
        "| 200 problems each | largest relative error of right code | right code refused by `allclose` "
        "| doubled gradient accepted by `allclose` | largest error / bound | right refused by the bound "
        "| doubled not refused |",
        "|---|---|---|---|---|---|---|",
    ]
    rows += [f"| {name} | " + " | ".join(judged(make)) + " |" for name, make in PROBLEMS.items()]
    return "\n".join(rows)


def judged(make: Callable[[Random], Problem], count: int = 200) -> list[str]:
    """One row: what each of the two says of a right gradient, and of one that is twice too large."""
    random = Random("fixed tolerance")
    worst, fraction, refused, accepted, unfair, missed = Fraction(0), Fraction(0), 0, 0, 0, 0
    for _ in range(count):
        problem = make(random)
        computed = [Fraction(g) for g in gradient(*problem)]
        exact, bound = gradient(*rational(problem)), bounds(problem)
        errors = [abs(a - b) for a, b in zip(computed, exact, strict=True)]
        worst = max(worst, *(error / abs(g) for error, g in zip(errors, exact, strict=True) if g))
        fraction = max(fraction, *(error / b for error, b in zip(errors, bound, strict=True)))
        doubled = [2 * g for g in computed]
        refused += not np.allclose(floats(computed), floats(exact))
        accepted += np.allclose(floats(doubled), floats(exact))
        unfair += any(error > b for error, b in zip(errors, bound, strict=True))
        missed += all(abs(a - b) <= c for a, b, c in zip(doubled, exact, bound, strict=True))
    return [short(float(worst)), str(refused), str(accepted), short(float(fraction)), str(unfair), str(missed)]


def gradient(theta: list, X: list[list], y: list) -> list:  # type: ignore[type-arg]
    """Xᵀ(Xθ − y)/m in whatever numbers it is given, each sum from left to right."""
    r = [reduce(add, map(mul, row, theta), 0 * theta[0]) - b for row, b in zip(X, y, strict=True)]
    # `sum` would do, but since Python 3.12 it makes up for the rounding of floats.
    return [reduce(add, map(mul, column, r), 0 * theta[0]) / len(y) for column in zip(*X, strict=True)]


def bounds(problem: Problem) -> list[Fraction]:
    """docs/numerics.md#equation-gradient-bound, with n as there."""
    theta, X, y = rational(problem)
    sizes = gradient([abs(t) for t in theta], [[abs(x) for x in row] for row in X], [-abs(b) for b in y])
    n = len(y) * (len(theta) + 2) + 12
    return [n * U / (1 - n * U) * size for size in sizes]


def rational(problem: Problem) -> tuple[list[Fraction], list[list[Fraction]], list[Fraction]]:
    theta, X, y = problem
    return [Fraction(t) for t in theta], [[Fraction(x) for x in row] for row in X], [Fraction(b) for b in y]


def floats(numbers: list[Fraction]) -> Array:
    return np.array([float(number) for number in numbers])


def plain(random: Random, m: int = 8, n: int = 3) -> Problem:
    """Numbers between −1 and 1, in steps of 2⁻²⁰."""

    def numbers(count: int) -> list[float]:
        return [random.randint(-(2**20), 2**20) / 2**20 for _ in range(count)]

    return numbers(n), [numbers(n) for _ in range(m)], numbers(m)


def wide(random: Random) -> Problem:
    """Columns whose units differ by up to twelve orders of magnitude, and weights that make up for it."""
    theta, X, y = plain(random)
    scales = [10.0 ** random.randint(-6, 6) for _ in theta]
    X = [[x * s for x, s in zip(row, scales, strict=True)] for row in X]
    return [t / s for t, s in zip(theta, scales, strict=True)], X, y


def shifted(random: Random) -> Problem:
    """Targets far from zero, as times in seconds are, and an intercept that has learned it."""
    theta, X, y = plain(random)
    return [theta[0] + 1e10, *theta[1:]], [[1.0, *row[1:]] for row in X], [b + 1e10 for b in y]


def fitted_houses(random: Random) -> Problem:
    """Area, bedrooms and price of eight houses, and θ the floats nearest to θ*."""
    X = [[1.0, float(random.randint(500, 4000)), float(random.randint(1, 6))] for _ in range(8)]
    y = [float(random.randint(50_000, 900_000)) for _ in X]
    return linreg.least_squares(np.array(X), np.array(y)).theta.tolist(), X, y


def tiny(random: Random) -> Problem:
    """The same numbers in units in which they are small."""
    theta, X, y = plain(random)
    return theta, [[x * 1e-8 for x in row] for row in X], [b * 1e-8 for b in y]


PROBLEMS: dict[str, Callable[[Random], Problem]] = {
    "entries between −1 and 1": plain,
    "columns scaled by 10⁻⁶ to 10⁶": wide,
    "targets and intercept near 10¹⁰": shifted,
    "houses, at the minimum": fitted_houses,
    "X and y times 10⁻⁸": tiny,
}
TABLES: dict[str, Callable[[], str]] = {"conditions": conditions, "fixed-tolerance": fixed_tolerance}


def short(value: float) -> str:
    """Three digits, as they are written by hand."""
    if value == 0:
        return "0"
    if 1e-3 <= abs(value) < 1e5:
        return f"{float(f'{value:.2e}'):,.10g}"
    digits, exponent = f"{value:.1e}".split("e")
    return f"{digits}·10{str(int(exponent)).translate(str.maketrans('-0123456789', '⁻⁰¹²³⁴⁵⁶⁷⁸⁹'))}"


def renewed(text: str) -> str:
    """The text of a page with its tables measured anew."""
    return MEASURED.sub(lambda found: f"{found[1]}\n{TABLES[found[2]]()}\n\n{found[3]}", text)


def pages() -> Iterator[Path]:
    """The pages that have such tables."""
    return (path for path in sorted(DOCS.rglob("*.md")) if MEASURED.search(path.read_text(encoding="utf-8")))


if __name__ == "__main__":
    for page in pages():
        old = page.read_text(encoding="utf-8")
        if (new := renewed(old)) != old:
            page.write_text(new, encoding="utf-8")
            print(f"{page}: new numbers", file=sys.stderr)
