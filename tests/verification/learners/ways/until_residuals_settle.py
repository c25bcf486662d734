import numpy as np

def fit(x, y, lr=0.01, tol=1e-6):
    """Line through (x, y) by gradient descent."""
    w, b = 0.0, 0.0
    m = len(y)
    error = y - b - w * x
    while np.mean(error ** 2) > tol:
        w = w + lr * np.sum(error * x) / m
        b = b + lr * np.sum(error) / m
        error = y - b - w * x
    return w, b
