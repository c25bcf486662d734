"""Mistakes that only a cost can have; those that it shares with the gradient stand there.

In a formula {J} stands for the cost that was meant, and {sq} for its ‖r‖² or ‖r‖²/2.
"""

from __future__ import annotations

import numpy as np

from verification.mistakes.entry import Form, Mistake
from verification.mistakes.gradient import times, weighing, written_multiplier

COST = (
    Mistake(
        id="cost-precedence",
        heading="1/2*m is m/2",
        symptom="The cost grows with the number of samples, although it is meant to be a mean.",
        cause="Multiplication and division go from left to right: 1/2*m is (1/2)*m, and /2*m divides by 2 "
        "and multiplies by m.",
        mend="Put the divisor in parentheses: 1/(2*m).",
        hint="Type 1/2*4 into Python.",
        evidence="Your cost is multiplied by m where it should be divided by it.",
        cost=(
            Form("m·{sq}", weighing(lambda m, n: m * m), averaged=True),
            Form("4 · {J}", weighing(lambda m, n: 4), averaged=True),
        ),
        fit_cost=(written_multiplier,),
    ),
    Mistake(
        id="cost-square-of-sum",
        heading="The square of the sum, not the sum of the squares",
        symptom="The cost can be 0 on predictions that are all wrong: residuals of both signs cancel.",
        cause="The sum was taken before the square: np.sum(r)**2 for np.sum(r**2).",
        mend="Square each residual, then add up: np.sum(r**2).",
        hint="What is your cost if one prediction is 5 too high and another 5 too low?",
        evidence="Your cost is that of the summed residual: it is 0 as soon as the residuals cancel.",
        cost=(
            Form("(Σr)² for Σr² in {J}", lambda w: w.but(square=lambda r: float(np.sum(r)) ** 2)),
            Form("(Σr/m)², the mean squared", lambda w: w.but(square=lambda r: float(np.mean(r)) ** 2 * len(r))),
            Form("(Σr/m)² with another 1/m", lambda w: w.but(square=lambda r: float(np.mean(r)) ** 2)),
        ),
    ),
    Mistake(
        id="cost-not-averaged",
        heading="The cost is a sum, its gradient a mean",
        symptom="The cost grows with the data, the steps do not: the two belong to different functions.",
        cause="The 1/m of the cost was forgotten, while the gradient has it.",
        mend="Divide the cost by m.",
        hint="Double every row of your data. What should happen to a mean, and what happens to your cost?",
        evidence="Your cost is a sum over the samples, and your gradient that of a mean.",
        gradient=(
            Form("{c}Xᵀr/m", times(lambda m, n: 1 / m), averaged=False),
            Form("Xᵀr/m", times(lambda m, n: 1 / (2 * m)), averaged=False, numerator=2),
        ),
    ),
    Mistake(
        id="cost-not-squared",
        heading="The residuals are not squared",
        symptom="The cost does not fall as its gradient says, and may be negative.",
        cause="The square is missing, or a root was taken: ‖r‖ has another gradient than ‖r‖².",
        mend="Use the sum of the squared residuals, without a root.",
        hint="Double all residuals. By how much should a squared error grow, and how much does yours?",
        evidence="Doubling the residuals does not make your cost four times as large.",
        cost=(
            Form("Σr for ‖r‖² in {J}", lambda w: w.but(square=lambda r: float(np.sum(r)))),
            Form("Σ(y − Xθ) for ‖r‖² in {J}", lambda w: w.but(square=lambda r: -float(np.sum(r)))),
            Form("‖r‖ for ‖r‖² in {J}", lambda w: w.but(square=lambda r: float(np.sqrt(np.sum(r * r))))),
            Form("the root of {J}", lambda w: w.but(report=np.sqrt)),
        ),
    ),
    Mistake(
        id="cost-negative",
        heading="The cost has the wrong sign",
        symptom="The cost is negative, and rises while the fit improves.",
        cause="A minus stands before the sum, as in a log-likelihood.",
        mend="Drop the minus.",
        hint="What is the smallest value that a sum of squares can have?",
        evidence="Your cost is negative.",
        cost=(Form("−{J}", weighing(lambda m, n: -1)),),
    ),
)
