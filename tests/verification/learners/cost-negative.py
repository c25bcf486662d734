import numpy as np

def loss(X, y, w, b):
    return -np.mean((y - (X @ w + b)) ** 2)

def gradients(X, y, w, b):
    e = X @ w + b - y
    return 2 * X.T @ e / len(y), 2 * np.mean(e)
