import numpy as np


def cost(X, y, w, b):
    return np.sum((X @ w + b - y) ** 2) / (2 * len(y))


def gradient(X, y, w, b):
    m = len(y)
    residual = X @ w + b - y
    dw = X.T @ residual / m
    db = residual / m
    return dw, db
