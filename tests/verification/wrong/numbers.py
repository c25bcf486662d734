"""Wrong in their arithmetic, in what they return, or only at times, down to two units in the last place."""

import numpy as np


def _right(theta, X, y):
    return X.T @ (X @ theta - y) / len(y)


def _two_ulp(value):
    return np.nextafter(np.nextafter(value, np.inf), np.inf)


def two_ulp_in_the_first(theta, X, y):
    g = _right(theta, X, y)
    g[0] = _two_ulp(g[0])
    return g


def two_ulp_in_the_last(theta, X, y):
    g = _right(theta, X, y)
    if len(g) > 1:
        g[-1] = _two_ulp(g[-1])
    return g


def two_ulp_in_the_last_for_many_samples(theta, X, y):
    g = _right(theta, X, y)
    if len(y) > 10 and len(g) > 1:
        g[-1] = _two_ulp(g[-1])
    return g


def two_ulp_in_the_second_if_positive(theta, X, y):
    g = _right(theta, X, y)
    if len(g) > 1 and g[1] > 0:
        g[1] = _two_ulp(g[1])
    return g


def a_ten_billionth_in_the_first(theta, X, y):
    g = _right(theta, X, y)
    g[0] *= 1 + 1e-10
    return g


def a_ten_millionth_everywhere(theta, X, y):
    return _right(theta, X, y) * (1 + 1e-7)


def a_constant_of_a_billionth(theta, X, y):
    return _right(theta, X, y) + 1e-9


def integer_truncation(theta, X, y):
    return np.trunc(_right(theta, X, y))


def integer_division(theta, X, y):
    return X.T @ (X @ theta - y) // len(y)


def integer_parameters(theta, X, y):
    return _right(theta.astype(int).astype(X.dtype), X, y)


def rounded_to_four_places(theta, X, y):
    return np.round(_right(theta, X, y), 4)


def half_precision(theta, X, y):
    return _right(theta.astype(np.float16), X.astype(np.float16), y.astype(np.float16))


def forward_difference(theta, X, y, h=1e-6):
    def J(t):  # noqa: N802
        return np.sum((X @ t - y) ** 2) / (2 * len(y))

    return np.array([(J(theta + e) - J(theta)) / h for e in h * np.eye(len(theta), dtype=theta.dtype)])


def noise(theta, X, y, rng=np.random.default_rng(0)):  # noqa: B008
    return _right(theta, X, y) * (1 + 1e-6 * rng.standard_normal(len(theta)))


def wrong_beyond_ten_samples(theta, X, y):
    return _right(theta, X, y) * (2 if len(y) > 10 else 1)


def wrong_for_one_feature(theta, X, y):
    return _right(theta, X, y) + (X.shape[1] == 1)


def wrong_where_targets_are_negative(theta, X, y):
    return _right(theta, X, np.abs(y))


def accumulates(theta, X, y, total=[0.0]):  # noqa: B006
    total[0] = total[0] + _right(theta, X, y).sum()
    return _right(theta, X, y) + total[0]


def column_returned(theta, X, y):
    return _right(theta, X, y)[:, None]


def scalar_returned(theta, X, y):
    return _right(theta, X, y).sum()


def returns_nothing(theta, X, y):
    _right(theta, X, y)


def returns_nan(theta, X, y):
    return _right(theta, X, y) * np.nan


def raises(theta, X, y):
    return X @ (X @ theta - y) / undefined  # noqa: F821


def standardises_its_input(theta, X, y):
    g = _right(theta, X, y)
    X -= X.mean(axis=0)
    return g


def updates_theta(theta, X, y):
    g = _right(theta, X, y)
    theta -= 0.01 * g
    return g


def complex_result(theta, X, y):
    return _right(theta, X, y) * (1 + 1j)
