"""Ways to fit a line, each as prepare(X, y) → a call without arguments; a process imports and runs one of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

Array = Any
Run = Callable[[], object]
STEPS, RATE = 200, 0.1


def one_pass(X: Array, y: Array) -> Run:
    theta = np.ones(X.shape[1], X.dtype)
    return lambda: X @ theta


def linreg_fit(X: Array, y: Array) -> Run:
    from linreg import LinearRegression

    return lambda: LinearRegression(random_state=0).fit(X, y)


def linreg_steps(X: Array, y: Array) -> Run:
    """The core: the moments and 200 steps, without what is proven of them."""
    from linreg import LinearRegression
    from linreg.fitting import descend_over, look_at
    from linreg.samples import Table

    settings = LinearRegression(n_iterations=STEPS, tol=0.0, lr=RATE, random_state=0)
    return lambda: descend_over(look_at(Table(X, y), settings), settings)


def article_loop(X: Array, y: Array) -> Run:
    """The article's `LinearRegression.fit`, its gradient with 2/m, its history of losses and weights."""

    def run() -> Array:
        W, losses, weights = np.zeros(X.shape[1]), [], []
        for _ in range(STEPS):
            predicted = X @ W
            losses.append(np.mean((predicted - y) ** 2))
            weights.append(W)
            W = W - RATE * (2 / len(X)) * (X.T @ (predicted - y))
        return W

    return run


def sklearn_linear(X: Array, y: Array) -> Run:
    from sklearn.linear_model import LinearRegression

    return lambda: LinearRegression().fit(X, y)


def sklearn_sgd(X: Array, y: Array) -> Run:
    from sklearn.linear_model import SGDRegressor

    return lambda: SGDRegressor(random_state=0).fit(X, y)


def numpy_lstsq(X: Array, y: Array) -> Run:
    return lambda: np.linalg.lstsq(X, y, rcond=None)


def normal_equations(X: Array, y: Array) -> Run:
    return lambda: np.linalg.solve(X.T @ X, X.T @ y)


def jax_descent(X: Array, y: Array) -> Run:
    import jax

    jax.config.update("jax_enable_x64", True)
    A, b = jax.numpy.asarray(X), jax.numpy.asarray(y)

    @jax.jit
    def descend(A: Array, b: Array) -> Array:
        start = jax.numpy.zeros(A.shape[1])
        return jax.lax.fori_loop(0, STEPS, lambda _, w: w - RATE * (A.T @ (A @ w - b)) / len(b), start)

    return lambda: descend(A, b).block_until_ready()


def torch_descent(X: Array, y: Array) -> Run:
    import torch  # type: ignore[import-not-found]

    A, b = torch.from_numpy(X), torch.from_numpy(y)

    def run() -> Array:
        w = torch.zeros(A.shape[1], dtype=A.dtype)
        for _ in range(STEPS):
            w = w - RATE * (A.T @ (A @ w - b)) / len(b)
        return w

    return run


CONTENDERS: dict[str, tuple[Callable[[Array, Array], Run], str]] = {
    "linreg_fit": (linreg_fit, "**linreg**: `LinearRegression().fit`, everything included"),
    "linreg_steps": (linreg_steps, f"**linreg**: the moments and {STEPS} steps"),
    "article_loop": (article_loop, f"the article's loop, {STEPS} steps"),
    "jax_descent": (jax_descent, f"jax `fori_loop`, {STEPS} steps"),
    "torch_descent": (torch_descent, f"torch, {STEPS} steps"),
    "sklearn_linear": (sklearn_linear, "scikit-learn `LinearRegression`"),
    "sklearn_sgd": (sklearn_sgd, "scikit-learn `SGDRegressor`"),
    "numpy_lstsq": (numpy_lstsq, "`np.linalg.lstsq`"),
    "normal_equations": (normal_equations, "the normal equations"),
}
