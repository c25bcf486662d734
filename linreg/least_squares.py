"""θ* without descent: the normal equation XᵀXθ = Xᵀy, solved through orthogonal factors and never by inverting XᵀX.

An orthogonal solution alone loses digits to the condition number. The last ones come from gradient steps whose gradient
is exact enough,

    θ ← θ − R⁻¹R⁻ᵀ·Xᵀ(Xθ − y) ,   R the triangular factor of X,

with θ and the gradient in double-double arithmetic. Each step multiplies the error by about κu, so that a few of them
end at the float nearest to the truth: the limit was the gradient's precision, not the factor's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from linreg import double_double
from linreg.affine import Array, with_intercept
from linreg.arrays import as_features, as_targets
from linreg.blocks import BLOCK, blocks
from linreg.bounds import U
from linreg.samples import Samples, Sums, Table
from linreg.scaling import power_of_two

FAR = 2.0**900  # beside y, whose unit is 1: beyond it double-double overflows
FLOAT_STEPS = 2
EXACT_STEPS = 5  # at most; each gains as many digits as the condition number leaves
# A double-double gradient takes as long as some hundred passes over X: about 20 ms for all steps at this many entries.
CHEAP = BLOCK
FEWER_THAN_TEN_DIGITS = 1e-10  # where κu exceeds it, float gradients are not good enough at any size


@dataclass(frozen=True, eq=False)
class Solution:
    """theta: (n,); rank: of X as floats can tell it; exact: whether the last steps took double-double gradients."""

    theta: Array
    rank: int
    exact: bool = False

    @property
    def unique(self) -> bool:
        """Whether the columns are independent, so that no other θ fits as well."""
        return self.rank == len(self.theta)


@dataclass(frozen=True, eq=False)
class Factor:
    """The triangular factor of [X y]/unit, X with the column of ones first where there is an intercept.

    whole: (≤ n+1, n+1). unit: (n+1,) powers of two. low, high: the extremes of each column, (n+1,). count: m.
    """

    whole: Array
    unit: Array
    low: Array
    high: Array
    count: int
    intercept: bool

    @property
    def R(self) -> Array:  # noqa: N802 - what it is called everywhere
        """The factor of X/unit, (min(m, n), n)."""
        return self.whole[: len(self.unit) - 1, :-1]

    @cached_property
    def singular_values(self) -> Array:
        """Of X/unit, from the largest down."""
        return np.asarray(np.linalg.svd(self.R, compute_uv=False))

    @property
    def rank(self) -> int:
        """How many of them are more than rounding."""
        sizes = self.singular_values
        return int(np.sum(sizes > rank_tolerance(self.count, len(self.unit) - 1) * sizes[0])) if len(sizes) else 0

    def raw(self, X: Array) -> Array:
        """These rows of the design matrix."""
        return with_intercept(X) if self.intercept else X

    def scaled(self, X: Array, y: Array) -> Iterator[tuple[Array, Array]]:
        """The design matrix and y, over their units, block by block."""
        for rows, targets in blocks(X, y):
            yield self.raw(rows) / self.unit[:-1], targets / self.unit[-1]


def least_squares(X: npt.ArrayLike, y: npt.ArrayLike) -> Solution:
    """θ* = argmin ‖Xθ − y‖², the shortest one where the columns are dependent.

    Equation: normal-equation

    X: (m, n), y: (m,). The columns are first scaled by powers of two, which rounds nothing and lets features of 1e-150
    and 1e150 stand side by side; "shortest" is meant in those scales. Where X is small, or so badly conditioned that
    floats leave fewer than ten digits, θ is the float nearest to the exact solution for these very numbers.
    Raises `InputError` or `InputTypeError` for what `fit` does not take either.
    Source: Golub and Van Loan, *Matrix Computations*, §5.3 and §5.5.
    """
    X, _ = as_features(X)
    samples = Table(X, as_targets(y, len(X)))
    given = factor(samples, intercept=False)
    theta, rank = solution_of(given)
    return polish(theta, samples, given) if rank == len(theta) else Solution(theta, rank)


def solution_of(given: Factor) -> tuple[Array, int]:
    """θ* from the factor, and the rank that it has."""
    R, unit = given.whole, given.unit
    theta, _, rank, _ = np.linalg.lstsq(R[:, :-1], R[:, -1], rcond=rank_tolerance(given.count, len(unit) - 1))
    return theta * unit[-1] / unit[:-1], int(rank)


def polish(theta: Array, samples: Samples, given: Factor) -> Solution:
    """The last digits of a θ (n,) close to θ*: a few steps θ ← θ − R⁻¹R⁻ᵀ∇. With dependent columns it stays as it is.

    Equation: refinement-step

    Source: Björck, *Numerical Methods for Least Squares Problems*, §2.9.
    """
    if given.rank < len(theta) or theta.size == 0:
        return Solution(theta, given.rank)
    unit, size, sizes = given.unit[:-1], given.unit[-1], given.singular_values
    exact = given.count * len(unit) <= CHEAP or sizes[0] * U > FEWER_THAN_TEN_DIGITS * sizes[-1]
    S, gradient = np.linalg.inv(given.R), _exact_gradient if exact else _float_gradient
    if not given.whole[:, -1].any():  # y = 0, from which no number of steps makes more than ever smaller weights
        return Solution(np.zeros_like(theta), given.rank, exact)
    with np.errstate(over="ignore"):
        start = theta * unit / size
    if not np.all(np.abs(start) < FAR):
        return Solution(theta, given.rank)
    at: double_double.Pair = (start, np.zeros_like(theta))
    for _ in range(EXACT_STEPS if exact else FLOAT_STEPS):
        step = S @ (S.T @ gradient(at, samples, given))
        at = double_double.add(at, (-step, np.zeros_like(step)))
        if np.max(np.abs(step)) <= U**2 * np.max(np.abs(at[0])):
            break
    return Solution(at[0] * size / unit, given.rank, exact)


def factor(samples: Samples, intercept: bool) -> Factor:
    """R of [X y]/unit = QR, one block of rows after another; Q is never formed. A first pass finds the units."""
    ends = samples.total(extremes)
    low, high = (np.append(1.0, values) if intercept else values for values in (ends.low, ends.high))
    unit = power_of_two(np.maximum(np.abs(low), np.abs(high)))
    shape = Factor(np.empty(0), unit, low, high, ends.count, intercept)
    triangle = samples.total(lambda X, y: _triangle(X, y, shape))
    return Factor(triangle.R, unit, low, high, ends.count, intercept)


def triangular_factor(parts: Iterable[Array]) -> Array:
    """R of the parts (·, n), one above the other.

    Stacking is orthogonal as well: [A₁; A₂] = diag(Q₁, I)·[R₁; A₂], so R of the short stack is R of the whole.
    """
    R: Array | None = None
    for A in parts:
        R = np.asarray(np.linalg.qr(A if R is None else np.vstack([R, A]), mode="r"))
    return np.empty((0, 0)) if R is None else R


def rank_tolerance(m: int, n: int) -> float:
    """The share of the largest singular value below which another counts as zero: max(m, n)·2u, as numpy's lstsq."""
    return max(m, n) * 2 * U


def _float_gradient(theta: double_double.Pair, samples: Samples, given: Factor) -> Array:
    """Aᵀ(Aθ − y)."""

    def measure(X: Array, y: Array) -> Sums:
        parts = [A.T @ (A @ theta[0] - b) for A, b in given.scaled(X, y)]
        return Sums((np.sum(parts, axis=0),), len(parts))

    return np.asarray(samples.total(measure).parts[0])


def _exact_gradient(theta: double_double.Pair, samples: Samples, given: Factor) -> Array:
    """Aᵀ(Aθ − y), correctly rounded or nearly so."""

    def measure(X: Array, y: Array) -> _Pairs:
        parts = [double_double.gradient(theta, A, b) for A, b in given.scaled(X, y)]
        highs, lows = zip(*parts, strict=True)
        return _Pairs(double_double.total((np.array(highs), np.array(lows))))

    return samples.total(measure).pair[0]


@dataclass(frozen=True, eq=False)
class _Pairs:
    """A sum in double-double."""

    pair: double_double.Pair

    def __add__(self, other: _Pairs) -> _Pairs:
        return _Pairs(double_double.add(self.pair, other.pair))


@dataclass(frozen=True, eq=False)
class _Triangle:
    """The triangular factor of the rows so far."""

    R: Array

    def __add__(self, other: _Triangle) -> _Triangle:
        return _Triangle(triangular_factor([self.R, other.R]))


@dataclass(frozen=True, eq=False)
class Extremes:
    """The smallest and the largest entry of each column of [X y], (d+1,), and the number of rows."""

    low: Array
    high: Array
    count: int

    @property
    def largest(self) -> Array:
        """max|x| of each column."""
        return np.maximum(np.abs(self.low), np.abs(self.high))

    def __add__(self, other: Extremes) -> Extremes:
        return Extremes(np.minimum(self.low, other.low), np.maximum(self.high, other.high), self.count + other.count)


def extremes(X: Array, y: Array) -> Extremes:
    """The measure of the extremes."""
    low, high = (np.append(extreme(X, axis=0), extreme(y)) for extreme in (np.min, np.max))
    return Extremes(low, high, len(y))


def _triangle(X: Array, y: Array, shape: Factor) -> _Triangle:
    return _Triangle(triangular_factor(np.column_stack([A, b]) for A, b in shape.scaled(X, y)))
