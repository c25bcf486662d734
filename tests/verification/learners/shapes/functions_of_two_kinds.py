import numpy as np


def compute_gradients(X, y, w, b):
    """For one feature: (dw, db)."""
    error = w * X + b - y
    return np.dot(error, X) / len(X), np.sum(error) / len(X)


def compute_gradients_multi(X, y, w, b):
    """For several: (db, dw)."""
    error = X @ w + b - y
    return error.mean(), X.T @ error / len(y)


def gradient_descent(X, y, w_in, b_in, gradient_function, alpha, num_iters):
    w, b = w_in, b_in
    for _ in range(num_iters):
        db, dw = gradient_function(X, y, w, b)
        w = w - alpha * dw
        b = b - alpha * db
    return w, b


if __name__ == "__main__":
    X = np.random.default_rng(0).normal(size=(20, 3))
    y = X @ np.array([1.0, 2.0, 3.0]) + 4
    print(gradient_descent(X, y, np.zeros(3), 0.0, compute_gradients_multi, 0.1, 100))
