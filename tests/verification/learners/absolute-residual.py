import numpy as np

def cost(theta, X, y):
    e = X @ theta - y
    return (e @ e) / (2 * len(y))

def grad(theta, X, y):
    e = np.abs(X @ theta - y)
    return X.T @ e / len(y)
