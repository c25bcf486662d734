"""Right, in numpy: the residual form in every spelling that people use."""

import numpy as np


def plain(theta, X, y):
    return X.T @ (X @ theta - y) / len(y)


def dotted(theta, X, y):
    return np.dot(X.T, np.dot(X, theta) - y) / X.shape[0]


def one_over_m_first(theta, X, y):
    m = len(y)
    return (1 / m) * X.T.dot(X.dot(theta) - y)


def row_vector(theta, X, y):
    return (X @ theta - y) @ X / len(y)


def column_vectors(theta, X, y):
    theta, y = theta.reshape(-1, 1), y.reshape(-1, 1)
    return (X.T @ (X @ theta - y) / len(y)).ravel()


def features_by_samples(theta, X, y):
    A = np.ascontiguousarray(X.T)
    return A @ (theta @ A - y) / A.shape[1]


def minus_sign_outside(theta, X, y):
    return -(X.T @ (y - X @ theta)) / len(y)


def halves(theta, X, y):
    return 0.5 * (2 / len(y)) * (X.T @ (X @ theta - y))


def two_over_two_m(theta, X, y):
    return 2 * (X.T @ (X @ theta - y)) / (2 * len(y))


def mean_of_samples(theta, X, y):
    return ((X @ theta - y)[:, np.newaxis] * X).mean(axis=0)


def average_of_samples(theta, X, y):
    return np.average(X * (X @ theta - y).reshape(-1, 1), axis=0)


def sum_over_axis(theta, X, y):
    return np.sum((X @ theta - y)[:, None] * X, axis=0) / len(y)


def broadcast_predictions(theta, X, y):
    r = (X * theta).sum(axis=1) - y
    return (X.T * r).sum(axis=1) / r.size


def einsum_once(theta, X, y):
    return np.einsum("ij,i->j", X, X @ theta - y) / len(y)


def einsum_twice(theta, X, y):
    r = np.einsum("ij,j->i", X, theta) - y
    return np.einsum("ij,i->j", X, r) / len(y)


def einsum_multiplied_out(theta, X, y):
    return (np.einsum("ij,ik,k->j", X, X, theta) - np.einsum("ij,i->j", X, y)) / len(y)


def tensordot(theta, X, y):
    return np.tensordot(X, np.tensordot(X, theta, axes=1) - y, axes=([0], [0])) / len(y)


def inner(theta, X, y):
    return np.inner(X.T, np.inner(X, theta) - y) / len(y)


def vdot_each(theta, X, y):
    r = X @ theta - y
    return np.array([np.vdot(column, r) for column in X.T]) / len(y)


def outer_trace(theta, X, y):
    return np.diagonal(np.multiply.outer(X @ theta - y, X), axis1=0, axis2=1).sum(axis=1) / len(y)


def fortran_order(theta, X, y):
    A = np.asfortranarray(X)
    return A.T @ (A @ theta - y) / len(y)


def strided(theta, X, y):
    A = np.repeat(X, 2, axis=0)[::2]
    return A.T @ (A @ theta - y) / len(y)


def rows_backwards(theta, X, y):
    A, b = X[::-1], y[::-1]
    return A.T @ (A @ theta - b) / len(b)


def in_blocks(theta, X, y, size=3):
    total = np.zeros_like(theta)
    for start in range(0, len(y), size):
        rows = slice(start, start + size)
        total = total + X[rows].T @ (X[rows] @ theta - y[rows])
    return total / len(y)


def matrix_type(theta, X, y):
    A, t, b = np.atleast_2d(X), theta[:, None], y[:, None]
    return np.squeeze(np.matmul(A.transpose(), np.subtract(np.matmul(A, t), b)), axis=1) / b.shape[0]
