"""Errors that help: each says what was observed, what was expected, and the remedy."""

from __future__ import annotations


class Fault(Exception):
    """What every error of this package is; catch it to catch them all."""

    def __init__(self, observed: str, expected: str, remedy: str) -> None:
        super().__init__(f"{observed}; expected {expected}. {remedy}")
        self.observed, self.expected, self.remedy = observed, expected, remedy

    def __reduce__(self) -> tuple[type[Fault], tuple[str, str, str]]:
        return type(self), (self.observed, self.expected, self.remedy)


class InputError(Fault, ValueError):
    """Numbers or shapes that linear regression is not defined on, or a setting outside its range."""


class InputTypeError(Fault, TypeError):
    """Something that is not numbers at all: text, complex or sparse data, a setting of the wrong kind."""


class FileError(Fault, ValueError):
    """A file that is missing, damaged, or not of the kind that was asked for."""


class NotFittedError(Fault, ValueError, AttributeError):
    """A model was asked for what only `fit` can give."""


class DivergenceError(Fault, ArithmeticError):
    """Descent ran away; the histories up to then stay on the model for a plot."""


class ConvergenceWarning(UserWarning):
    """Descent stopped before its gradient met the tolerance."""


class DataConversionWarning(UserWarning):
    """What was given is understood, but what comes back has another shape."""
