"""The last digits of a θ that is already close, by a few full gradients: θ ← θ − H⁻¹∇J(θ), H from the moments.

Each step multiplies the error by about κ²u, so that one suffices after descent; its accuracy is that of the gradient.
"""

from __future__ import annotations

from linreg.affine import Array
from linreg.near_inverse import NearInverse
from linreg.samples import Samples
from linreg.slope import Slope, slope_at

STEPS = 2


def corrected(theta: Array, samples: Samples, near: NearInverse) -> tuple[Array, Slope, int]:
    """θ (n,) after at most two steps, ∇J there, and the number of steps: none once ∇J is rounding and nothing else.

    Source: Björck, *Numerical Methods for Least Squares Problems*, §2.9, as for `polish`.
    """
    slope, steps = slope_at(theta, samples, near), 0
    while steps < STEPS and not slope.is_rounding:
        theta, steps = theta - near.newton(slope.gradient), steps + 1
        slope = slope_at(theta, samples, near)
    return theta, slope, steps
