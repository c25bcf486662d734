"""For a test of one's own: assert that a gradient, or a descent, is right.

from verification import assert_gradient

def test_my_gradient():
    assert_gradient(my_gradient, my_cost)
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from verification.examine import demand, examine
from verification.implementation import Implementation


def assert_gradient(
    gradient: Callable[..., Any], cost: Callable[..., Any] | None = None, *, intercept: bool = False, examples: int = 25
) -> None:
    """Assert that gradient(theta, X, y) is ∇J for J = c(m)‖Xθ − y‖², c ∈ {1/2m, 1/m, ½, 1}, and cost that very J.

    theta: (n,), X: (m, n), y: (m,) → (n,). Without a cost any of the four conventions is right; with one, its own.
    intercept: X always begins with the column of ones. Raises AssertionError with each broken law and its numbers, and
    also when nothing could be told.
    """
    __tracebackhide__ = True
    code = Implementation(name=_name(gradient), gradient=gradient, cost=cost, intercept=intercept)
    demand(examine(code, examples))


def assert_descent(
    descend: Callable[..., Any],
    gradient: Callable[..., Any] | None = None,
    cost: Callable[..., Any] | None = None,
    *,
    intercept: bool = False,
    examples: int = 25,
) -> None:
    """Assert that descend(theta, X, y, lr, n_iterations) → θₖ takes exactly n_iterations steps θ ← θ − α∇J(θ).

    With a gradient or a cost these are checked too, and all three must speak of the same J. Raises like
    `assert_gradient`.
    """
    __tracebackhide__ = True
    code = Implementation(name=_name(descend), descend=descend, gradient=gradient, cost=cost, intercept=intercept)
    demand(examine(code, examples))


def _name(function: Callable[..., Any]) -> str:
    return getattr(function, "__qualname__", repr(function))
