import numpy as np


def cost(X, y, theta):
    return np.sum((X @ theta - y) ** 2) / (2 * len(y))


def gradient(X, y, theta):
    return X.T @ (X @ theta - y) / len(y)


def cost_ridge(X, y, theta, lambda_):
    m = len(y)
    return np.sum((X @ theta - y) ** 2) / (2 * m) + lambda_ * np.sum(theta[1:] ** 2) / (2 * m)


def gradient_ridge(X, y, theta, lambda_):
    m = len(y)
    grad = X.T @ (X @ theta - y) / m
    grad[1:] += lambda_ * np.sum(theta[1:]) / m
    return grad
