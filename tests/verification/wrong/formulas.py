"""Wrong in what is summed."""

import numpy as np


def _m(y):
    return len(y)


def missing_x(theta, X, y):
    return np.full(X.shape[1], np.sum(X @ theta - y) / len(y))


def weight_instead_of_feature(theta, X, y):
    return np.sum(X @ theta - y) * theta / len(y)


def first_feature_for_all(theta, X, y):
    return np.full(X.shape[1], X[:, 0] @ (X @ theta - y) / len(y))


def broadcast_residual(theta, X, y):
    return (X.T @ (X @ theta - y[:, None])).mean(axis=1) / len(y)


def absolute_residual(theta, X, y):
    return X.T @ np.abs(X @ theta - y) / len(y)


def squared_residual(theta, X, y):
    return X.T @ (X @ theta - y) ** 2 / len(y)


def sign_of_residual(theta, X, y):
    return X.T @ np.sign(X @ theta - y) / len(y)


def residual_plus_y(theta, X, y):
    return X.T @ (X @ theta + y) / len(y)


def no_targets(theta, X, y):
    return X.T @ (X @ theta) / len(y)


def no_predictions(theta, X, y):
    return -X.T @ y / len(y)


def always_zero(theta, X, y):
    return np.zeros_like(theta)


def negated_theta(theta, X, y):
    return X.T @ (X @ -theta - y) / len(y)


def absolute_features(theta, X, y):
    return np.abs(X).T @ (X @ theta - y) / len(y)


def squared_features(theta, X, y):
    return (X**2).T @ (X @ theta - y) / len(y)


def diagonal_only(theta, X, y):
    return (np.sum(X * X, axis=0) * theta - X.T @ y) / len(y)


def hessian_transposed_wrongly(theta, X, y):
    H = X.T @ X
    return (np.triu(H) @ theta - X.T @ y) / len(y)


def components_reversed(theta, X, y):
    g = X.T @ (X @ theta - y) / len(y)
    return g[::-1] if len(g) > 1 else 2.5 * g


def components_rolled(theta, X, y):
    g = X.T @ (X @ theta - y) / len(y)
    return np.roll(g, 1) if len(g) > 1 else -0.5 * g


def first_left_out(theta, X, y):
    g = X.T @ (X @ theta - y) / len(y)
    g[0] = 0
    return g


def last_left_out(theta, X, y):
    g = X.T @ (X @ theta - y) / len(y)
    g[-1] = 0
    return g


def first_twice(theta, X, y):
    g = X.T @ (X @ theta - y) / len(y)
    g[0] *= 2
    return g


def prediction_without_first(theta, X, y):
    return X.T @ (X[:, 1:] @ theta[1:] - y) / len(y)


def first_sample_dropped(theta, X, y):
    return X[1:].T @ (X[1:] @ theta - y[1:]) / len(y)


def last_sample_dropped(theta, X, y):
    return X[:-1].T @ (X[:-1] @ theta - y[:-1]) / len(y)


def only_first_sample(theta, X, y):
    return (X[0] @ theta - y[0]) * X[0]


def targets_shifted(theta, X, y):
    return X.T @ (X @ theta - np.roll(y, 1)) / len(y)


def median_of_samples(theta, X, y):
    return np.median(X * (X @ theta - y)[:, None], axis=0)


def huber(theta, X, y):
    return X.T @ np.clip(X @ theta - y, -1, 1) / len(y)


def ridge(theta, X, y):
    return X.T @ (X @ theta - y) / len(y) + 0.1 * theta


def ridge_of_a_millionth(theta, X, y):
    return X.T @ (X @ theta - y) / len(y) + 1e-6 * theta


def lasso(theta, X, y):
    return X.T @ (X @ theta - y) / len(y) + 0.01 * np.sign(theta)


def regulariser_on_first_only(theta, X, y):
    return X.T @ (X @ theta - y) / len(y) + 0.5 * theta * (np.arange(len(theta)) == 0)


def centred_features(theta, X, y):
    return (X - X.mean(axis=0)).T @ (X @ theta - y) / len(y)


def centred_targets(theta, X, y):
    return X.T @ (X @ theta - (y - y.mean())) / len(y)


def standardised_and_not_back(theta, X, y):
    Z = X / np.where(X.std(axis=0) > 0, X.std(axis=0), 1)
    return Z.T @ (Z @ theta - y) / len(y)


def weighted_samples(theta, X, y):
    return (X * np.linspace(0.5, 1.5, len(y))[:, None]).T @ (X @ theta - y) / len(y)


def sequential(theta, X, y):
    after = theta.copy()
    for j in range(len(theta)):
        after[j] -= 0.1 * X[:, j] @ (X @ after - y) / len(y)
    return (theta - after) / 0.1
