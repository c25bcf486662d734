import numpy as np

def cost(theta, X, y):
    m = len(y)
    return np.sum((X @ theta - y) ** 2) / (2 * m)

def gradient(theta, X, y):
    m = len(y)
    r = X @ theta - y
    return 2 * X.T @ r / m
