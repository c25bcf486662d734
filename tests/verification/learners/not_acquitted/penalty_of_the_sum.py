import numpy as np

def gradient(theta, X, y, lam):
    m = len(y)
    g = X.T @ (X @ theta - y) / m
    g[1:] += lam / m * np.sum(theta[1:])
    return g
