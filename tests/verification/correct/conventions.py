"""Right for a J of their own, which stands beside them."""

import numpy as np


def mean_squared_error(theta, X, y):
    return 2 / len(y) * X.T @ (X @ theta - y)


mean_squared_error.cost = lambda theta, X, y: np.mean((X @ theta - y) ** 2)


def half_sum(theta, X, y):
    return X.T @ (X @ theta - y)


half_sum.cost = lambda theta, X, y: 0.5 * np.sum((X @ theta - y) ** 2)


def sum_of_squares(theta, X, y):
    return 2 * X.T @ (X @ theta - y)


sum_of_squares.cost = lambda theta, X, y: np.linalg.norm(X @ theta - y) ** 2


def half_mean(theta, X, y):
    return X.T @ (X @ theta - y) / len(y)


half_mean.cost = lambda theta, X, y: np.sum(np.square(X.dot(theta) - y)) / (2 * len(y))


def half_mean_by_gram(theta, X, y):
    return (X.T @ X @ theta - X.T @ y) / len(y)


half_mean_by_gram.cost = lambda theta, X, y: (theta @ (X.T @ X @ theta) - 2 * (y @ X) @ theta + y @ y) / (2 * len(y))


def mean_by_samples(theta, X, y):
    return sum(2 * (x @ theta - t) * x for x, t in zip(X, y, strict=True)) / len(y)


mean_by_samples.cost = lambda theta, X, y: sum((x @ theta - t) ** 2 for x, t in zip(X, y, strict=True)) / len(y)
