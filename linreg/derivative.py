"""The derivative of the cost, by hand: for one sample, for the batch, and once more for the Hessian."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from linreg.affine import Array, as_array, as_design, residual
from linreg.faults import InputError


def sample_gradient(theta: npt.ArrayLike, x: npt.ArrayLike, y: npt.ArrayLike) -> Array:
    """∇J for a single sample (x, y): (θᵀx − y)·x, the LMS rule of Widrow and Hoff (1960).

    For one sample J(θ) = ½(θᵀx − y)². By the chain rule

        ∂J/∂θⱼ = ½ · 2 · (θᵀx − y) · ∂(θᵀx − y)/∂θⱼ        the outer square, then what is inside it
               = (θᵀx − y) · xⱼ                            θᵀx = Σₖ θₖxₖ, and only k = j depends on θⱼ

    Equation: lms-rule

    theta: (n,), x: (n,), y: a number → (n,). Raises `InputError` when the shapes do not fit.

    >>> sample_gradient([1, 10], [1, 2], 20)
    array([1, 2])
    """
    x, y = as_array(x, "x"), as_array(y, "y")
    if x.ndim != 1 or y.ndim != 0:
        raise InputError(
            f"x has shape {x.shape} and y has shape {y.shape}",
            "one sample: x of shape (n,), and y a number",
            "For the mean over many samples take gradient(theta, X, y).",
        )
    (r,) = residual(theta, x[np.newaxis], y[np.newaxis])
    return r * x  # type: ignore[no-any-return]


def gradient(theta: npt.ArrayLike, X: npt.ArrayLike, y: npt.ArrayLike) -> Array:
    """∇J(θ) = Xᵀ(Xθ − y) / m, in squared units of y per unit of θ.

    J is the mean of the single-sample costs and a derivative is linear, so ∇J is the mean of their gradients:

        ∂J/∂θⱼ = (1/m) Σᵢ (θᵀxᵢ − yᵢ) xᵢⱼ                  the LMS rule, averaged
               = (1/m) Σᵢ (Xᵀ)ⱼᵢ rᵢ                        xᵢⱼ is row j of Xᵀ, and rᵢ = θᵀxᵢ − yᵢ
               = (Xᵀr)ⱼ / m                                a sum of products over i is a matrix product

    Equation: batch-gradient

    theta: (n,), X: (m, n), y: (m,) → (n,). Raises `InputError` when the shapes do not fit.
    Source: Ng, CS229 lecture notes, part I, whose batch rule has the sum in place of the mean.

    >>> gradient([1, 10], [[1, 2], [1, 3]], [20, 33])
    array([-0.5, -2. ])
    """
    r, X = residual(theta, X, y), np.asarray(X)
    return X.T @ r / len(r)


def hessian(X: npt.ArrayLike) -> Array:
    """H = XᵀX / m, the second derivative of J; it depends on neither θ nor y, so J is a quadratic.

        ∂²J/∂θₖ∂θⱼ = (1/m) Σᵢ xᵢⱼ · ∂(θᵀxᵢ − yᵢ)/∂θₖ       ∂J/∂θⱼ differentiated once more
                   = (1/m) Σᵢ xᵢⱼ xᵢₖ = (XᵀX)ⱼₖ / m

    For any v, vᵀHv = ‖Xv‖²/m ≥ 0: J is convex, and where its gradient vanishes it is smallest.

    Equation: hessian

    X: (m, n) → (n, n). Raises `InputError` unless X has two dimensions.

    >>> hessian([[1, 2], [1, 3]])
    array([[1. , 2.5],
           [2.5, 6.5]])
    """
    X = as_design(X)
    return X.T @ X / len(X)
