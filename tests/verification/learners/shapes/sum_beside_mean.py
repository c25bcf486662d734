import numpy as np


def ss_error(X, y, w, b):
    return np.sum((y - (X @ w + b)) ** 2)


def compute_cost(X, y, w, b):
    return ss_error(X, y, w, b) / (2 * len(y))


def gradient_descent(X, y, w, b, learning_rate, num_iterations):
    for _ in range(num_iterations):
        error = X @ w + b - y
        w = w - learning_rate * X.T @ error / len(y)
        b = b - learning_rate * error.mean()
    return w, b
