import numpy as np

def fit(X, y, epochs=500):
    m, n = X.shape
    w = np.zeros(n)
    v = np.zeros(n)
    for _ in range(epochs):
        g = X.T @ (X @ w - y) / m
        v = v + 0.1 * (g - v)
        w = w - 0.05 * v
    return w
