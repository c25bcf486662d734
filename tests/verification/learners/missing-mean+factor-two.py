import numpy as np

def compute_cost(X, y, w, b):
    m = len(y)
    return np.sum((X @ w + b - y) ** 2) / (2 * m)

def compute_gradient(X, y, w, b):
    err = X @ w + b - y
    return 2 * X.T @ err, 2 * np.sum(err)
