"""J restated in JAX, and what the machine derives from it: `jax.grad` and `jax.hessian`, in float64.

Two things are done with care. A user's own JAX settings stay as they were: double precision is switched on by
`with jax.enable_x64(True)` and for nothing outside it. And a new shape does not compile anew: zero rows and zero
columns add nothing to ‖Xθ − y‖², so every problem is padded to one of a few shapes, and m is passed as a value.

XLA flushes subnormal numbers to zero, on the way in and on the way out: see `flushing` in `verification.rounding`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]

# (rows, columns); beyond the last of them sizes double.
SHAPES = ((16, 4), (64, 8), (256, 32))


def cost(theta: npt.ArrayLike, X: npt.ArrayLike, y: npt.ArrayLike) -> float:
    """J(θ) = ‖Xθ − y‖² / 2m."""
    return float(_ask("cost", theta, X, y))


def gradient(theta: npt.ArrayLike, X: npt.ArrayLike, y: npt.ArrayLike) -> Array:
    """∇J(θ), (n,), by reverse-mode differentiation."""
    return _ask("gradient", theta, X, y)[: np.size(theta)]


def hessian(theta: npt.ArrayLike, X: npt.ArrayLike, y: npt.ArrayLike) -> Array:
    """∇²J(θ), (n, n), by forward over reverse mode."""
    n = np.size(theta)
    return _ask("hessian", theta, X, y)[:n, :n]


def padded(theta: npt.ArrayLike, X: npt.ArrayLike, y: npt.ArrayLike) -> tuple[Array, Array, Array]:
    """θ, X, y in float64 with zeros appended up to one of the fixed shapes."""
    m, n = np.shape(X)
    rows, columns = _shape(m, n)
    wide = np.zeros((rows, columns))
    wide[:m, :n] = X
    return _extended(theta, columns), wide, _extended(y, rows)


def _shape(m: int, n: int) -> tuple[int, int]:
    for rows, columns in SHAPES:
        if m <= rows and n <= columns:
            return rows, columns
    return 1 << (m - 1).bit_length(), 1 << (n - 1).bit_length()


def _extended(values: npt.ArrayLike, size: int) -> Array:
    out = np.zeros(size)
    out[: np.size(values)] = values
    return out


def _ask(what: str, theta: npt.ArrayLike, X: npt.ArrayLike, y: npt.ArrayLike) -> Array:
    import jax

    with jax.enable_x64(True):
        return np.asarray(_compiled()[what](*padded(theta, X, y), float(np.size(y))))


@cache
def _compiled() -> dict[str, Callable[..., Any]]:
    import jax

    def J(theta: Any, X: Any, y: Any, m: Any) -> Any:  # noqa: N802 - its name
        r = X @ theta - y
        return (r @ r) / (2.0 * m)

    return {"cost": jax.jit(J), "gradient": jax.jit(jax.grad(J)), "hessian": jax.jit(jax.hessian(J))}
