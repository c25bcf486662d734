"""Right, with the intercept apart from the weights: X begins with the column of ones."""

import numpy as np


def weights_and_bias(theta, X, y):
    b, w, F = theta[0], theta[1:], X[:, 1:]
    r = F @ w + b - y
    return np.concatenate([[r.mean()], F.T @ r / len(y)])


def dw_and_db(theta, X, y):
    b, w, F, m = theta[0], theta[1:], X[:, 1:], len(y)
    guess = np.dot(F, w) + b
    dw = (1 / m) * np.dot(F.T, (guess - y))
    db = (1 / m) * np.sum(guess - y)
    return np.hstack([db, dw])


def compute_gradient(theta, X, y):
    b, w, F = theta[0], theta[1:], X[:, 1:]
    m, n = F.shape
    dw, db = np.zeros(n, dtype=F.dtype), F.dtype.type(0)
    for i in range(m):
        r = (np.dot(F[i], w) + b) - y[i]
        for j in range(n):
            dw[j] = dw[j] + r * F[i, j]
        db = db + r
    return np.append(db / m, dw / m)


def ones_put_back(theta, X, y):
    A = np.c_[np.ones(len(y), dtype=X.dtype), X[:, 1:]]
    return A.T.dot(A.dot(theta) - y) / len(y)


def partials_by_name(theta, X, y):
    F = X[:, 1:]
    error = y - (theta[0] + (F * theta[1:]).sum(axis=1))
    return np.array([-error.mean(), *(-(F[:, j] * error).mean() for j in range(F.shape[1]))])


def columns_by_their_largest(theta, X, y):
    S = np.abs(X).max(axis=0)
    S = np.where(S > 0, S, X.dtype.type(1))
    A = X / S
    return S * (A.T @ (A @ (S * theta) - y)) / len(y)


def features_to_unit_length(theta, X, y):
    b, w, F = theta[0], theta[1:], X[:, 1:]
    n = np.abs(F).max(axis=0) * np.sqrt(np.mean((F / np.abs(F).max(axis=0)) ** 2, axis=0))
    r = F @ w + b - y
    return np.append(r.mean(), n * ((F / n).T @ r) / len(y))


def running_means(theta, X, y):
    dw, db = np.zeros_like(theta[1:]), theta.dtype.type(0)
    for i in range(len(y)):
        r = X[i, 1:] @ theta[1:] + theta[0] - y[i]
        db = db + (r - db) / (i + 1)
        dw = dw + (r * X[i, 1:] - dw) / (i + 1)
    return np.append(db, dw)
