import numpy as np


def cost(y, x, theta_1, theta_0):
    d = theta_1 * x + theta_0 - y
    return d @ d / (2 * len(x))


def gradient_descent(y, x, iterations, learning_rate=0.01):
    """Yields (slope, intercept, cost) at the start and after each step."""
    theta_1, theta_0 = 0, 0
    yield theta_1, theta_0, cost(y, x, theta_1, theta_0)
    for _ in range(iterations):
        d = theta_0 + theta_1 * x - y
        theta_0 -= learning_rate * d.sum() / len(x)
        theta_1 -= learning_rate * (d * x).sum() / len(x)
        yield theta_1, theta_0, cost(y, x, theta_1, theta_0)
