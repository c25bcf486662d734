"""Right, in another precision than that of the data."""

import numpy as np


def in_single(theta, X, y):
    theta, X, y = (a.astype(np.float32) for a in (theta, X, y))
    return X.T @ (X @ theta - y) / np.float32(len(y))


def in_single_by_loops(theta, X, y):
    theta, X, y = (a.astype(np.float32) for a in (theta, X, y))
    gradient = np.zeros_like(theta)
    for i in range(len(y)):
        gradient += (X[i] @ theta - y[i]) * X[i]
    return (gradient / np.float32(len(y))).astype(np.float64)


def in_double(theta, X, y):
    theta, X, y = (a.astype(np.float64) for a in (theta, X, y))
    return X.T @ (X @ theta - y) / len(y)


def in_extended(theta, X, y):
    theta, A, y = (a.astype(np.longdouble) for a in (theta, X, y))
    return (A.T @ (A @ theta - y) / len(y)).astype(X.dtype)


def single_data_double_sums(theta, X, y):
    theta, X, y = (a.astype(np.float32).astype(np.float64) for a in (theta, X, y))
    return X.T @ (X @ theta - y) / len(y)
