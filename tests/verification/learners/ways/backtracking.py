import numpy as np


def cost(X, y, theta):
    return np.sum((X @ theta - y) ** 2) / (2 * len(y))


def gradient_descent(X, y, theta, alpha=1.0, n_iters=100, shrink=0.5, c=1e-4):
    """Halve the step until the cost falls enough (Armijo)."""
    for _ in range(n_iters):
        grad = X.T @ (X @ theta - y) / len(y)
        step = alpha
        while cost(X, y, theta - step * grad) > cost(X, y, theta) - c * step * (grad @ grad):
            step *= shrink
        theta = theta - step * grad
    return theta
