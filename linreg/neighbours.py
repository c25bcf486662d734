"""At home among scikit-learn's tools, without importing it: what it asks of a regressor, in its own classes.

Whoever uses scikit-learn has imported it, so what is needed of it stands in `sys.modules`;
otherwise our own classes do.
"""

from __future__ import annotations

import sys
import warnings
from functools import cache
from pathlib import Path
from typing import Any

from linreg import faults

PACKAGE = str(Path(__file__).parent)


class Regressor:
    """The answers to what pipelines, searches and checks ask."""

    def __sklearn_tags__(self) -> Any:
        """A regressor of one target, which needs y and takes dense numbers. Only scikit-learn calls this."""
        utils = sys.modules["sklearn.utils"]
        return utils.Tags(
            estimator_type="regressor",
            target_tags=utils.TargetTags(required=True),
            regressor_tags=utils.RegressorTags(),
        )

    def __sklearn_is_fitted__(self) -> bool:
        """Whether `predict` will work: after descent ran away there are histories, and no weights."""
        return hasattr(self, "coef_")


def not_fitted(observed: str, expected: str, remedy: str) -> faults.NotFittedError:
    """`NotFittedError`, of scikit-learn's kind too where that is loaded."""
    theirs = _theirs("NotFittedError")
    kind = faults.NotFittedError if theirs is None else _both(theirs)
    return kind(observed, expected, remedy)


def warn(category: type[UserWarning], message: str) -> None:
    """Warn, at the line that called this package, in scikit-learn's category of that name where it is loaded."""
    frame, level = sys._getframe(), 1
    while frame.f_back is not None and frame.f_code.co_filename.startswith(PACKAGE):
        frame, level = frame.f_back, level + 1
    warnings.warn(message, _theirs(category.__name__) or category, stacklevel=level)


def _theirs(name: str) -> Any:
    return getattr(sys.modules.get("sklearn.exceptions"), name, None)


@cache
def _both(theirs: type[Exception]) -> type[faults.NotFittedError]:
    def reduce(self: faults.NotFittedError) -> Any:
        return not_fitted, (self.observed, self.expected, self.remedy)

    return type("NotFittedError", (faults.NotFittedError, theirs), {"__reduce__": reduce})
