"""A cost and a gradient with λ, and beside them a descent without."""

import numpy as np


def cost(X, y, theta, lambda_):
    r = X @ theta - y
    return (r @ r + lambda_ * theta[1:] @ theta[1:]) / (2 * len(y))


def gradient(X, y, theta, lambda_):
    g = X.T @ (X @ theta - y) / len(y)
    g[1:] += lambda_ / len(y) * theta[1:]
    return g


def gradient_descent(X, y, theta, alpha, iters):
    for _ in range(iters):
        theta = theta - alpha * X.T @ (X @ theta - y) / len(y)
    return theta
