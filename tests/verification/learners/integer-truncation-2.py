import numpy as np

def cost(theta, X, y):
    m = len(y)
    return np.sum((X @ theta - y) ** 2) / (2 * m)

def gradient(theta, X, y):
    m = len(y)
    return X.T @ (X @ theta - y) // m
