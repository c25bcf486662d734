"""Begins by itself, adds the ones behind the features, and returns the weights with the intercept last."""

import numpy as np


def gradient_descent_solution(x, y, lr=1e-4):
    n = x.shape[0]
    x = np.append(x, np.ones((n, 1)), axis=1)
    w = np.ones((x.shape[1], 1))
    iteration = 0
    while iteration < 1e5:
        residual = x @ w - y
        loss = (1 / (2 * n)) * (residual.T @ residual)
        if not iteration % 1e4:
            print(loss)
        w = w - lr * (x.T @ residual) / n
        iteration += 1
    return w
