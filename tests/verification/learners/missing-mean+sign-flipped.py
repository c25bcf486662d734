import numpy as np

def cost(theta, X, y):
    return np.sum((X @ theta - y) ** 2) / (2 * len(y))

def gradient(theta, X, y):
    return X.T @ (y - X @ theta)
