"""Right, with the algebra or the scaling arranged otherwise."""

import numpy as np


def gram(theta, X, y):
    return (X.T @ X @ theta - X.T @ y) / len(y)


def gram_first(theta, X, y):
    H, b = X.T @ X / len(y), X.T @ y / len(y)
    return H @ theta - b


def gram_of_everything(theta, X, y):
    A = np.column_stack([X, y])
    return (A.T @ A @ np.append(theta, X.dtype.type(-1)))[:-1] / len(y)


def gram_by_samples(theta, X, y):
    H = sum(np.outer(x, x) for x in X)
    return (H @ theta - sum(t * x for t, x in zip(y, X, strict=True))) / len(y)


def scaled_data(theta, X, y):
    return (X / len(y)).T @ (X @ theta - y)


def scaled_residual(theta, X, y):
    return X.T @ ((X @ theta - y) / len(y))


def root_scaled(theta, X, y):
    s = np.sqrt(X.dtype.type(len(y)))
    A, b = X / s, y / s
    return A.T @ (A @ theta - b)


def root_scaled_gram(theta, X, y):
    s = np.sqrt(X.dtype.type(len(y)))
    A, b = X / s, y / s
    return A.T @ A @ theta - A.T @ b


def columns_by_powers_of_two(theta, X, y):
    S = np.exp2(np.floor(np.log2(np.maximum(np.abs(X).max(axis=0), np.finfo(X.dtype).tiny)))).astype(X.dtype)
    A = X / S
    return S * (A.T @ (A @ (S * theta) - y)) / len(y)


def columns_by_their_largest(theta, X, y):
    S = np.abs(X).max(axis=0)
    S = np.where(S > 0, S, X.dtype.type(1))
    A = X / S
    return S * (A.T @ (A @ (S * theta) - y)) / len(y)


def augmented_residual(theta, X, y):
    r = np.column_stack([X, -y]) @ np.append(theta, X.dtype.type(1))
    return X.T @ r / len(y)
