"""Four ways to know the truth, each ignorant of the others: what three agree on convicts the fourth.

    exact        rational arithmetic on the very floats that were given: no rounding at all
    autodiff     J restated in JAX; the derivative is taken by the machine
    closed_form  least squares by orthogonal columns, and θₖ = θ* + (I − αH)ᵏ(θ₀ − θ*) without taking a step
    difference   quotients of the implementation's own cost: no formula for the derivative at all

None imports another. All speak of J = ‖Xθ − y‖²/2m; `verification.convention` translates to the reader's own J.
"""
