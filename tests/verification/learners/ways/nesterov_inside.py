import numpy as np


def gradient(theta, X, y):
    return X.T @ (X @ theta - y) / len(y)


def descend(X, y, theta, alpha, iterations):
    """Nesterov's accelerated gradient, momentum 0.9."""
    v = np.zeros_like(theta)
    for _ in range(iterations):
        v = 0.9 * v - alpha * gradient(theta + 0.9 * v, X, y)
        theta = theta + v
    return theta
