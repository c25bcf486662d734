import numpy as np

def cost(theta, X, y):
    m = len(y)
    return 1 / 2 * m * np.sum((X @ theta - y) ** 2)

def gradient(theta, X, y):
    m = len(y)
    return X.T @ (y - X @ theta) / m
