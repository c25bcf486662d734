import numpy as np

def compute_cost(X, y, theta):
    m = len(y)
    return 1 / 2 * m * np.sum((X @ theta - y) ** 2)

def compute_gradient(X, y, theta):
    m = len(y)
    return 1 / m * X.T @ (X @ theta - y)
