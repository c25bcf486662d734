"""The settings of an estimator: kept as given, checked when they are used, named as scikit-learn's tools expect."""

from __future__ import annotations

import inspect
from typing import Any, Self

import numpy as np

from linreg.checks import check_count, check_lr, check_tol
from linreg.faults import InputError, InputTypeError


class Settings:
    """What the parameters of `__init__` say, under the same names."""

    @classmethod
    def _defaults(cls) -> dict[str, Any]:
        parameters = list(inspect.signature(cls.__init__).parameters.values())
        return {parameter.name: parameter.default for parameter in parameters[1:]}

    def get_params(self, deep: bool = True) -> dict[str, Any]:
        """The settings by name; `deep` is for scikit-learn, which passes it."""
        return {name: getattr(self, name) for name in self._defaults()}

    def set_params(self, **settings: Any) -> Self:
        """Change settings by name; takes effect at the next `fit`. Raises `InputError` for a name that is none."""
        for name, value in settings.items():
            if name not in self._defaults():
                raise InputError(
                    f"there is no setting {name!r}", f"one of {', '.join(self._defaults())}", "Look at its spelling."
                )
            setattr(self, name, value)
        return self

    def __repr__(self) -> str:
        given = [(name, getattr(self, name), default) for name, default in self._defaults().items()]
        changed = [f"{name}={value!r}" for name, value, default in given if repr(value) != repr(default)]
        return f"{type(self).__name__}({', '.join(changed)})"


def check_settings(settings: Any) -> None:
    """Refuse settings that are outside their range, or not of their kind."""
    for name in ("fit_intercept", "standardize", "gradient_descent"):
        _check_flag(name, getattr(settings, name))
    check_count("n_iterations", settings.n_iterations, 0)
    if settings.batch_size is not None:
        check_count("batch_size", settings.batch_size, 1)
    if not (isinstance(settings.lr, str) and settings.lr == "auto"):
        check_lr(settings.lr)
    check_tol(settings.tol)
    if isinstance(settings.init, str) and settings.init not in {"uniform", "zeros"}:
        raise InputError(f"init is {settings.init!r}", '"uniform", "zeros" or θ itself', 'Take init="uniform".')
    progress = settings.progress
    if not (progress is None or isinstance(progress, bool) or callable(progress)):
        raise InputTypeError(f"progress is {progress!r}", "True, None or a function", "Take progress=True for a bar.")


def _check_flag(name: str, flag: Any) -> None:
    if not isinstance(flag, bool | np.bool_):
        raise InputTypeError(f"{name} is {flag!r}", "True or False", 'Any text counts as true, "no" as well.')
