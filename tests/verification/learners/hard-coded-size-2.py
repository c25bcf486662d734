import numpy as np

N = 50  # samples in the data set

def compute_cost(X, y, theta):
    return np.sum((X @ theta - y) ** 2) / (2 * len(y))

def compute_gradient(X, y, theta):
    error = X @ theta - y
    return (X.T @ error) / N
