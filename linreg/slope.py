"""∇J at one θ from a full pass over the samples, and how far rounding can have moved it."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from linreg import double_double
from linreg.affine import Array
from linreg.blocks import centred_blocks
from linreg.bounds import ETA, U, above, gamma
from linreg.columns import Columns
from linreg.near_inverse import NearInverse
from linreg.samples import Samples, Sums

MODERATE = 2.0**-300


@dataclass(frozen=True, eq=False)
class Slope:
    """∇J in the columns A of a `NearInverse`, (n,), a bound on the error of each entry, (n,), and ‖r‖²."""

    gradient: Array
    error: Array
    square: float

    @property
    def is_rounding(self) -> bool:
        """Whether nothing shows of the gradient but what rounding could have made of zero."""
        return bool(np.all(np.abs(self.gradient) <= self.error))


def slope_at(theta: Array, samples: Samples, near: NearInverse) -> Slope:
    """Aᵀr/m with r = Aθ′ − (y − q), and its error bound, by one pass.

    Each residual is a sum of n products and of y − q, whose factors a subtraction has rounded: it errs by at most
    γₙ₊₃(|A||θ′| + |y − q|) and by what θ′₀ = b + p·w − q lacks. Each entry of Aᵀr, a sum over m samples, errs by at
    most γ(depth)|A|ᵀ|r| more. By the inequality of Cauchy and Schwarz the norms of the columns suffice:

        m·errorⱼ ≤ ‖aⱼ‖·( γₙ₊₃(Σₖ‖aₖ‖|θ′ₖ| + ‖y − q‖) + √m|rest| + γ(depth)‖r‖ ) .
    """
    m, n, intercept = near.count, len(near.unit), near.intercept
    scaled = theta * near.unit
    if not np.array_equal(scaled / near.unit, theta):  # over- or underflow: the products below would not be Xθ
        return Slope(np.full(n, np.nan), np.full(n, math.inf), math.nan)
    constant, rest = _intercept_at_pivot(theta, near) if intercept else (0.0, 0.0)
    scaled = np.append(constant, scaled[1:]) if intercept else scaled
    # A power of two changes no digit: blocks are divided by the units only where squares would over- or underflow.
    unit = np.where((near.unit > MODERATE) & (near.unit < 1 / MODERATE), 1.0, near.unit)
    ratio = near.unit / unit
    sums = samples.total(_residual_sums(scaled / ratio, unit, near))
    (gradient, square), depth = sums.parts, sums.depth
    gradient = gradient / ratio
    magnitude = near.sizes[:-1] @ np.abs(scaled) + near.sizes[-1]
    moved = gamma(n + 3) * magnitude + math.sqrt(m) * rest + gamma(depth + 4) * math.sqrt(square + m * ETA)
    error = above(near.sizes[:-1] * moved / m, 2 * n + 16) + 16 * (n + 1) * ETA * (1 + near.sizes[:-1]) / np.minimum(
        ratio, 1
    )
    return Slope(gradient / m, error, square)


def slope_of_moments(theta: Array, columns: Columns) -> Slope:
    """∇J as the moments have it, of which nothing is proven: they are no full gradient."""
    at = np.append(theta, -1.0) * columns.unit  # r = Σ atₖaₖ
    if columns.intercept:
        at[0] += columns.pivot[1:-1] @ theta[1:] - columns.pivot[-1]
    product = columns.gram @ at
    return Slope(product[:-1] / columns.count, np.full(len(theta), math.inf), max(0.0, float(at @ product)))


def _intercept_at_pivot(theta: Array, near: NearInverse) -> tuple[float, float]:
    """θ′₀ = b + p·w − q in double-double: the float nearest to it, and a bound on what that leaves out."""
    if not near.pivot.any() and near.target == 0:
        return float(theta[0]), 0.0
    factors = np.append(theta, -near.target), np.concatenate([[1.0], near.pivot[1:], [1.0]])
    high, low = double_double.total(double_double.two_prod(*factors))
    # Each of n + 1 additions errs by at most 2u² of what it adds; and a product that underflows is not split exactly.
    rest = abs(low) + 4 * len(theta) * U * gamma(2) * (np.abs(factors[0]) @ np.abs(factors[1])) + 16 * len(theta) * ETA
    return float(high), float(above(rest, 4 * len(theta))) if math.isfinite(rest) else math.inf


def _residual_sums(theta: Array, unit: Array, near: NearInverse) -> Callable[[Array, Array], Sums]:
    """The measure of Aᵀr and ‖r‖², for columns in these units and θ′ in theirs."""
    first = int(near.intercept)
    constant, weights = float(theta[0]) if first else 0.0, theta[first:]
    pivot, units = np.append(near.pivot[first:], near.target), np.append(unit[first:], 1.0)

    def measure(X: Array, y: Array) -> Sums:
        gradient, square, depth = np.zeros(len(near.unit)), 0.0, 0
        for W, v in centred_blocks(X, y, pivot, units):
            r = W @ weights
            r += constant
            r -= v
            gradient[first:] += r @ W
            gradient[:first] += np.sum(r)
            square += float(r @ r)
            depth = max(depth, len(r)) + 1
        return Sums((gradient, square), depth)

    return measure
