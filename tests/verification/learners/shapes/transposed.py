import numpy as np


def propagate(w, b, X, Y):
    """X has a column for each sample: (d, m); Y is (1, m), w is (d, 1)."""
    m = X.shape[1]
    assert Y.shape == (1, m) and w.shape == (X.shape[0], 1)
    A = np.dot(w.T, X) + b
    cost = np.sum((A - Y) ** 2) / (2 * m)
    grads = {"dw": np.dot(X, (A - Y).T) / m, "db": np.sum(A - Y) / m}
    return grads, cost
