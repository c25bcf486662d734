"""The pytest plugin: a fixture `referee` that checks an implementation by every law.

    def test_mine(referee):
        referee.check(my_module)

    @pytest.mark.parametrize("law", verification.plugin.laws(), ids=str)
    def test_each(law, referee):
        referee.hold(my_module, law)

pytest loads this file in every session, so it imports nothing before it is used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from verification.examine import Law
    from verification.implementation import Implementation


class Referee:
    """Checks what has functions cost(theta, X, y), gradient(theta, X, y) or descend(theta, X, y, lr, n_iterations).

    That is a module, a class instance, or an `Implementation` that translates.
    """

    def check(self, code: Any, examples: int = 25) -> None:
        """Run every law; raises AssertionError with each failure in a paragraph of its own."""
        __tracebackhide__ = True
        from verification.examine import demand, examine

        demand(examine(implementation(code), examples))

    def hold(self, code: Any, law: Law, examples: int = 25) -> None:
        """Run one law."""
        __tracebackhide__ = True
        law(implementation(code), examples)


@pytest.fixture
def referee() -> Referee:
    """Checks an implementation of linear regression: `referee.check(module)`."""
    return Referee()


def laws() -> list[Law]:
    """Every law, ready for `pytest.mark.parametrize`."""
    from verification.examine import LAWS

    return list(LAWS)


def implementation(code: Any) -> Implementation:
    """The code as an `Implementation`, by the names of its functions."""
    from verification.implementation import Implementation

    if isinstance(code, Implementation):
        return code
    parts: dict[str, Any] = {part: getattr(code, part, None) for part in ("cost", "gradient", "descend")}
    if not any(parts.values()):
        raise TypeError(
            f"{code!r} has no function cost, gradient or descend; expected one of cost(theta, X, y), "
            "gradient(theta, X, y), descend(theta, X, y, lr, n_iterations). "
            "Give such an adapter, or a verification.implementation.Implementation."
        )
    return Implementation(name=getattr(code, "__name__", repr(code)), **parts)
