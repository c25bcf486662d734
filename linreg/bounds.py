"""What floats can do to a sum: the bounds from which everything that is proven here is built.

Source: N. J. Higham, *Accuracy and Stability of Numerical Algorithms*, 2nd ed., SIAM 2002, §2.2, §3.1 and §3.4.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from linreg.affine import Array
from linreg.scaling import power_of_two

U = 2.0**-53  # unit roundoff of float64
ETA = 2.0**-1074  # the smallest positive float64: what one underflow can lose at most


def gamma(n: int) -> float:
    """γₙ = nu/(1 − nu), slightly above: by how much n roundings in a row can change a product of (1 + δ)'s."""
    return float(n * U / (1 - n * U) * (1 + 4 * U)) if n * U < 1 else math.inf


def above(value: Any, roundings: int) -> Any:
    """At least what value ≥ 0 would be without the rounding errors of so many operations that made it."""
    return value * (1 + 2 * gamma(roundings + 2))


def norm(values: Array) -> float:
    """‖·‖₂ of all entries, without overflow of their squares."""
    size = float(power_of_two(np.max(np.abs(values), initial=0.0)))
    return size * float(np.linalg.norm(values / size)) if math.isfinite(size) else math.inf
