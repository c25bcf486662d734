import numpy as np

def cost(theta, X, y):
    r = X @ theta - y
    return 0.5 * np.sum(r ** 2)

def gradient(theta, X, y):
    r = X @ theta - y
    return X.T @ r / len(y)
