"""Mistakes in the penalty of ridge regression, J + λ-term: as what they add to the gradient, sθ with a scale s.

The right term is s·(0, θ₁, …), where the penalty of the cost is s‖w‖²/2: any of four scales if the two agree.
"""

from __future__ import annotations

import numpy as np

from verification.mistakes.entry import Form, Mistake, Penalty
from verification.mistakes.gradient import product
from verification.problem import Array

RIGHT = (
    Penalty("(λ/m)·w", lambda weight, m: weight / m),
    Penalty("(2λ/m)·w", lambda weight, m: 2 * weight / m),
    Penalty("λw", lambda weight, m: weight),
    Penalty("2λw", lambda weight, m: 2 * weight),
)


def before(penalty: Penalty) -> str:
    """What stands before w in the formula of a right penalty."""
    return penalty.formula.removesuffix("w")


def with_the_weights(r: Array, theta: Array, X: Array) -> Array:
    """Xᵀr and a penalty whose λ was forgotten; the intercept has none."""
    return np.asarray(X.T @ r + np.append(0.0, theta[1:]))


def with_all_of_theta(r: Array, theta: Array, X: Array) -> Array:
    """The same with one for the intercept."""
    return np.asarray(X.T @ r + theta)


REGULARISER = (
    Mistake(
        id="regulariser-on-intercept",
        heading="The intercept is regularised",
        symptom="The stronger the penalty, the further the predictions are from the mean of y.",
        cause="The penalty is taken over all of θ. It is to keep slopes small; the intercept only sets the level.",
        mend="Leave θ₀ out of the penalty, in the cost and in the gradient.",
        hint="Add 1000 to every target. Should your weights change?",
        evidence="Your penalty pulls at the intercept as well.",
        penalties=tuple(Penalty(f"{before(p)}θ, the intercept too", p.scale, intercept=True) for p in RIGHT),
    ),
    Mistake(
        id="regulariser-misscaled",
        heading="The penalty's gradient is not that of the penalty",
        symptom="λ means something else in the cost than in the steps.",
        cause="The derivative of (λ/2m)‖w‖² is (λ/m)w: a 2 or the 1/m was lost, or the two come from different texts.",
        mend="Differentiate the penalty that stands in your cost.",
        hint="Differentiate only the λ-term of your cost, for one weight.",
        evidence="The λ-term of your gradient is not the derivative of the λ-term that it belongs to.",
        gradient=(
            Form(
                "{right} + {c}w/m, whatever λ is", product(with_the_weights), averaged=True, whole=True, intercept=True
            ),
            Form("{right} + {c}θ/m, whatever λ is", product(with_all_of_theta), averaged=True, whole=True),
        ),
        penalties=(
            Penalty("(λ/2m)·w", lambda weight, m: weight / (2 * m)),
            Penalty("(λ/2)·w", lambda weight, m: weight / 2),
            Penalty("(λ/m²)·w", lambda weight, m: weight / m**2),
            Penalty("−(λ/m)·w", lambda weight, m: -weight / m),
            Penalty("−(2λ/m)·w", lambda weight, m: -2 * weight / m),
            Penalty("−λw", lambda weight, m: -weight),
            Penalty("−2λw", lambda weight, m: -2 * weight),
            *(Penalty(f"{before(p)}Σw for every weight", p.scale, summed="weights") for p in RIGHT),
            *(Penalty(f"{before(p)}Σw in every entry", p.scale, summed="all") for p in RIGHT),
            *(Penalty(f"{before(p)}Σθ in every entry", p.scale, intercept=True, summed="all") for p in RIGHT),
        ),
    ),
)
