import numpy as np

def computeCost(X, y, theta):
    m = len(y)
    return np.sum((X.dot(theta) - y) ** 2) / (2 * m)

def computeGradient(X, y, theta):
    m = len(y)
    grad = np.zeros(len(theta))
    for i in range(1, m):
        h = X[i].dot(theta)
        grad = grad + (h - y[i]) * X[i]
    return grad / m
