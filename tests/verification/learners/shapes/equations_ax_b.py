import numpy as np


def residual_norm(A, x, b):
    return np.linalg.norm(A @ x - b) ** 2


def gradient(A, x, b):
    return 2 * A.T @ (A @ x - b)


def gradient_descent(A, b, x0, s, iterations):
    x = x0
    for _ in range(iterations):
        x = x - s * gradient(A, x, b)
    return x
