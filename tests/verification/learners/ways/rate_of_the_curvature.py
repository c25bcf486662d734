import numpy as np


def gradient_descent(X, y, theta, n_iters=100):
    """The learning rate is 1/L, L being the largest eigenvalue of the Hessian."""
    m = len(y)
    L = np.linalg.norm(X, 2) ** 2 / m
    for _ in range(n_iters):
        theta = theta - X.T @ (X @ theta - y) / m / L
    return theta
