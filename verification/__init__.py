"""A referee that proves or breaks any implementation of linear regression by gradient descent.

    from verification import assert_gradient, assert_descent

Nothing is imported before it is used: pytest loads this package in every session for its plugin.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from verification.assertions import assert_descent, assert_gradient

__all__ = ["assert_descent", "assert_gradient"]


def __getattr__(name: str) -> Any:
    if name in __all__:
        return getattr(import_module("verification.assertions"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
