import numpy as np

def compute_gradient(X, y, theta):
    m, n = X.shape
    grad = np.zeros(n)
    for i in range(m):
        err = np.dot(X[i], theta) - y[i]
        grad[0] += err
        for j in range(1, n):
            grad[j] += err * X[i][1]
    return grad / m

def compute_cost(X, y, theta):
    return np.sum((X @ theta - y) ** 2) / (2 * len(y))
