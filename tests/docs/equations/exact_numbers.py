"""Two kinds of numbers that run through linreg and through the transcriptions alike, in arrays of objects.

`Tracked` is a rational number that carries a bound on the degrees of the numerator and denominator that it has as a
function of the numbers drawn. `Dual` is a + bε with ε² = 0: f(a + ε) = f(a) + f′(a)ε, the derivative without a limit.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import isqrt
from typing import Any

import numpy as np

Number = Any  # int, Fraction or Tracked: whatever has + − × ÷


class Tracked:
    """A rational number, the value at one point of P/Q with deg P ≤ num and deg Q ≤ den.

    Sums and products bound the degrees from above whatever cancels. Comparisons look at the value: where a maximum or
    an absolute value enters, the degrees are those of the branch taken.
    """

    __slots__ = ("den", "num", "value")

    def __init__(self, value: Fraction, num: int = 0, den: int = 0) -> None:
        self.value, self.num, self.den = value, num, den

    def __add__(self, other: Number) -> Tracked:
        if (b := lift(other)) is None:
            return NotImplemented
        return Tracked(self.value + b.value, max(self.num + b.den, b.num + self.den), self.den + b.den)

    def __mul__(self, other: Number) -> Tracked:
        if (b := lift(other)) is None:
            return NotImplemented
        return Tracked(self.value * b.value, self.num + b.num, self.den + b.den)

    def __truediv__(self, other: Number) -> Tracked:
        if (b := lift(other)) is None:
            return NotImplemented
        return Tracked(self.value / b.value, self.num + b.den, self.den + b.num)

    def __rtruediv__(self, other: Number) -> Tracked:
        return NotImplemented if (b := lift(other)) is None else b / self

    def __sub__(self, other: Number) -> Tracked:
        return NotImplemented if (b := lift(other)) is None else self + -b

    def __rsub__(self, other: Number) -> Tracked:
        return NotImplemented if (b := lift(other)) is None else b + -self

    def __neg__(self) -> Tracked:
        return Tracked(-self.value, self.num, self.den)

    def __abs__(self) -> Tracked:
        return -self if self.value < 0 else self

    def __pow__(self, k: int) -> Tracked:
        return Tracked(self.value**k, k * self.num, k * self.den)

    def __eq__(self, other: object) -> bool:
        return (b := lift(other)) is not None and self.value == b.value

    def __lt__(self, other: Number) -> bool:
        return self.value < lift(other).value  # type: ignore[union-attr]

    def __le__(self, other: Number) -> bool:
        return self.value <= lift(other).value  # type: ignore[union-attr]

    def __gt__(self, other: Number) -> bool:
        return not self <= other

    def __ge__(self, other: Number) -> bool:
        return not self < other

    def __bool__(self) -> bool:
        return bool(self.value)

    def __float__(self) -> float:
        return float(self.value)

    def __hash__(self) -> int:
        return hash(self.value)

    def __repr__(self) -> str:
        return f"{float(self.value):.6g} (degree {self.num}/{self.den})"

    __radd__, __rmul__ = __add__, __mul__


def lift(number: Any) -> Tracked | None:
    """A constant has degree 0; None for what is no rational number."""
    if isinstance(number, Tracked):
        return number
    if isinstance(number, int | np.integer | Fraction):
        return Tracked(Fraction(int(number) if isinstance(number, np.integer) else number))
    return None


def degree(left: Number, right: Number) -> int:
    """The degree of left = right with the denominators cleared: of P₁Q₂ − P₂Q₁."""
    a, b = lift(left), lift(right)
    assert a is not None and b is not None
    return max(a.num + b.den, b.num + a.den)


def root(number: Number) -> Number:
    """The square root of a square; raises `ValueError` for what is none."""
    value = Fraction(number.value if isinstance(number, Tracked) else number)
    exact = Fraction(isqrt(value.numerator), isqrt(value.denominator))
    if exact**2 != value:
        raise ValueError(f"{value} is not the square of a rational number")
    if not isinstance(number, Tracked):
        return exact
    return Tracked(exact, (number.num + 1) // 2, (number.den + 1) // 2)


class Dual:
    """value + slope·ε with ε² = 0."""

    __slots__ = ("slope", "value")

    def __init__(self, value: Number, slope: Number = 0) -> None:
        self.value, self.slope = value, slope

    def __add__(self, other: Any) -> Dual:
        if isinstance(other, np.ndarray):
            return NotImplemented
        b = dual(other)
        return Dual(self.value + b.value, self.slope + b.slope)

    def __mul__(self, other: Any) -> Dual:
        if isinstance(other, np.ndarray):
            return NotImplemented
        b = dual(other)
        return Dual(self.value * b.value, self.slope * b.value + self.value * b.slope)  # the product rule

    def __truediv__(self, other: int) -> Dual:
        return Dual(self.value / other, self.slope / other)

    def __sub__(self, other: Any) -> Dual:
        return NotImplemented if isinstance(other, np.ndarray) else self + -dual(other)

    def __neg__(self) -> Dual:
        return Dual(-self.value, -self.slope)

    __radd__, __rmul__ = __add__, __mul__


def dual(number: Any) -> Dual:
    """A constant does not change with θ."""
    return number if isinstance(number, Dual) else Dual(number, 0)


def derivative(function: Callable[[Any], Any], theta: Any) -> list[Any]:
    """∂f/∂θⱼ for each j, exactly: a list over j of numbers, or of lists where f returns an array."""
    slopes = []
    for j in range(len(theta)):
        point = [Dual(value, int(i == j)) for i, value in enumerate(theta)]
        image = function(np.array(point, dtype=object))
        slopes.append([part.slope for part in image] if isinstance(image, np.ndarray) else image.slope)
    return slopes
