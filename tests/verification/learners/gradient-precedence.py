import numpy as np

def cost(X, y, theta):
    m = len(y)
    return np.sum((X @ theta - y) ** 2) / (2 * m)

def gradient(X, y, theta):
    m = len(y)
    return 1 / 2 * m * 2 * (X.T @ (X @ theta - y))
