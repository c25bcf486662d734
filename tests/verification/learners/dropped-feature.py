import numpy as np

def gradient(theta, X, y):
    m, n = X.shape
    error = X @ theta - y
    g = np.zeros(n)
    for j in range(n - 1):
        g[j] = np.sum(error * X[:, j]) / m
    return g

def cost(theta, X, y):
    return np.sum((X @ theta - y) ** 2) / (2 * len(y))
