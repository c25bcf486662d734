import numpy as np


def linear_regression_gradient_descent(X, y, alpha, iterations):
    m, n = X.shape
    theta = np.zeros((n, 1))
    y = y.reshape(-1, 1)
    for _ in range(iterations):
        gradient = X.T @ (X @ theta - y) / m
        theta -= alpha * gradient
    return np.round(theta.flatten(), 4)
