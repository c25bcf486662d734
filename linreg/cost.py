"""The cost: how far the predictions are from the targets, as one number.

J carries ½ so that the 2 of the derivative cancels, and 1/m so that it does not grow with the data. The mean squared
error is the same function without the ½: MSE = 2J. The same θ minimises both; the gradient of J is half that of MSE.
"""

from __future__ import annotations

from typing import Any

import numpy.typing as npt

from linreg.affine import residual


def cost(theta: npt.ArrayLike, X: npt.ArrayLike, y: npt.ArrayLike) -> Any:
    """J(θ) = ‖Xθ − y‖² / 2m, in squared units of y.

    Equation: cost

    theta: (n,), X: (m, n), y: (m,) → a number of their dtype. Raises `InputError` when the shapes do not fit.
    Source: Ng, CS229 lecture notes, part I (there without the 1/m).

    >>> float(cost([1, 10], [[1, 2], [1, 3]], [20, 33]))
    1.25
    """
    r = residual(theta, X, y)
    # J = (1/2m) Σᵢ rᵢ², and Σᵢ rᵢ² is r·r:
    return r @ r / (2 * len(r))


def mean_squared_error(theta: npt.ArrayLike, X: npt.ArrayLike, y: npt.ArrayLike) -> Any:
    """MSE(θ) = ‖Xθ − y‖² / m = 2J(θ), in squared units of y.

    Equation: mean-squared-error

    Shapes and errors as for `cost`.

    >>> float(mean_squared_error([1, 10], [[1, 2], [1, 3]], [20, 33]))
    2.5
    """
    return 2 * cost(theta, X, y)
