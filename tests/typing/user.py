"""What a user of the package may write, as mypy --strict sees it; and what it has to refuse.

`test_typing.py` checks this file: an ignore that nothing needs is an error there too, so each of those below stands for
a mistake that is found.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, assert_type

import numpy as np
import numpy.typing as npt

import linreg
from linreg import Certificate, Descent, LinearRegression, Outcome

X: npt.NDArray[np.float64] = np.array([[1.0], [2.0], [4.0]])
y = [3.0, 5.0, 9.0]

model = LinearRegression(n_iterations=100, lr=0.1, init="zeros", random_state=np.random.default_rng(0)).fit(X, y)
assert_type(model, LinearRegression)
assert_type(model.predict(X), npt.NDArray[Any])
assert_type(model.score(X, y), float)
assert_type(model.coef_, npt.NDArray[Any])
assert_type(model.intercept_, float)
assert_type(model.outcome_, Outcome)
assert_type(model.certificate_, Certificate)
assert_type(model.certificate_.cost_gap, float)
assert_type(model.summary().confidence_intervals, npt.NDArray[Any])
assert_type(model.inference_.residual_sd, float | None)
assert_type(model.set_params(lr="auto"), LinearRegression)

LinearRegression(progress=True)
LinearRegression(progress=print)

down: Descent = linreg.descend(lambda theta: theta - 3, [0.0], lr=0.5, n_iterations=3)
assert_type(linreg.gradient([1.0], X, y), npt.NDArray[Any])
features, prices, names = linreg.load_houses()
assert_type(names, list[str])


class Mine(LinearRegression):
    """`fit` returns what it is called on, subclasses included."""


assert_type(Mine().fit(X, y), Mine)

if TYPE_CHECKING:
    LinearRegression(n_iterations="many")  # type: ignore[arg-type]
    LinearRegression(learning_rate=0.1)  # type: ignore[call-arg]
    LinearRegression(progress=lambda k: None)  # type: ignore[arg-type, misc]
    LinearRegression().fit(X)  # type: ignore[call-arg]
    model.certificate_.rank = 3  # type: ignore[misc]
    model.inference_.residual_sd + 1  # type: ignore[operator]
    print(model.coefficients_)  # type: ignore[attr-defined]
    linreg.descend(lambda theta: theta, [0.0], n_iterations=3)  # type: ignore[call-arg]
