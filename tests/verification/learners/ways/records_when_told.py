"""The history is kept only where the caller wants to hear of it."""

import numpy as np


def compute_cost(X, y, w, b):
    return np.mean((X @ w + b - y) ** 2) / 2


def gradient_descent(X, y, w_in, b_in, alpha, num_iters, verbose):
    w, b = w_in.copy(), b_in
    J_history = []
    for i in range(num_iters):
        error = X @ w + b - y
        w = w - alpha * X.T @ error / len(y)
        b = b - alpha * np.mean(error)
        if verbose and i % 10 == 0:
            J_history.append(compute_cost(X, y, w, b))
    return w, b, J_history
