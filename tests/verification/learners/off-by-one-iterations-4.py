import numpy as np


def states(X, y, lr):
    """Yields (w, b), the initial ones first."""
    m, d = X.shape
    w, b = np.zeros(d), 0.0
    while True:
        yield w, b
        error = X @ w + b - y
        w = w - lr * (2 / m) * X.T @ error
        b = b - lr * (2 / m) * error.sum()


def fit(X, y, lr=0.05, n_steps=100):
    """Takes n_steps gradient steps."""
    for _, (w, b) in zip(range(n_steps), states(X, y, lr)):
        pass
    return w, b
