"""Wrong by what stands in front. Those that would be right for another J carry the cost that convicts them."""

import numpy as np


def half_mean(theta, X, y):
    return np.sum((X @ theta - y) ** 2) / (2 * len(y))


def right(theta, X, y):
    return X.T @ (X @ theta - y) / len(y)


right.is_a_helper = half_mean.is_a_helper = True


def missing_mean(theta, X, y):
    return X.T @ (X @ theta - y)


missing_mean.cost = half_mean


def factor_two(theta, X, y):
    return 2 * right(theta, X, y)


factor_two.cost = half_mean


def factor_two_and_no_mean(theta, X, y):
    return 2 * X.T @ (X @ theta - y)


factor_two_and_no_mean.cost = half_mean


def missing_two(theta, X, y):
    return right(theta, X, y)


missing_two.cost = lambda theta, X, y: np.mean((X @ theta - y) ** 2)


def mean_of_a_sum(theta, X, y):
    return right(theta, X, y)


mean_of_a_sum.cost = lambda theta, X, y: np.sum((X @ theta - y) ** 2)


def gradient_of_the_square_of_its_cost(theta, X, y):
    return 2 * right(theta, X, y)


gradient_of_the_square_of_its_cost.cost = lambda theta, X, y: np.sqrt(np.mean((X @ theta - y) ** 2))


def cost_with_precedence(theta, X, y):
    return right(theta, X, y)


cost_with_precedence.cost = lambda theta, X, y: 1 / 2 * len(y) * np.sum((X @ theta - y) ** 2)


def cost_is_square_of_sum(theta, X, y):
    return right(theta, X, y)


cost_is_square_of_sum.cost = lambda theta, X, y: np.sum(X @ theta - y) ** 2 / (2 * len(y))


def cost_is_absolute(theta, X, y):
    return right(theta, X, y)


cost_is_absolute.cost = lambda theta, X, y: np.mean(np.abs(X @ theta - y))


def cost_forgets_last_sample(theta, X, y):
    return right(theta, X, y)


cost_forgets_last_sample.cost = lambda theta, X, y: np.sum((X[:-1] @ theta - y[:-1]) ** 2) / (2 * len(y))


def half_too_small(theta, X, y):
    return X.T @ (X @ theta - y) / (2 * len(y))


def sign_flipped(theta, X, y):
    return X.T @ (y - X @ theta) / len(y)


def averaged_twice(theta, X, y):
    return right(theta, X, y) / len(y)


def divided_by_features(theta, X, y):
    return X.T @ (X @ theta - y) / X.shape[1]


def divided_by_m_minus_1(theta, X, y):
    return X.T @ (X @ theta - y) / (len(y) - 1)


def divided_by_m_plus_1(theta, X, y):
    return X.T @ (X @ theta - y) / (len(y) + 1)


def divided_by_size_of_X(theta, X, y):  # noqa: N802
    return X.T @ (X @ theta - y) / X.size


def divided_by_root_m(theta, X, y):
    return X.T @ (X @ theta - y) / np.sqrt(len(y))


def hard_coded_size(theta, X, y):
    return X.T @ (X @ theta - y) / 16


def multiplied_by_m(theta, X, y):
    return 1 / 2 * len(y) * (X.T @ (X @ theta - y))


def normalised(theta, X, y):
    g = right(theta, X, y)
    return g / (np.linalg.norm(g) or 1)


def clipped(theta, X, y):
    return np.clip(right(theta, X, y), -5, 5)


def learning_rate_inside(theta, X, y):
    return 0.01 * right(theta, X, y)
