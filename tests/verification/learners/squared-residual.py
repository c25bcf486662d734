import numpy as np

def compute_cost(X, y, theta):
    m = len(y)
    return np.sum((X.dot(theta) - y) ** 2) / (2 * m)

def compute_gradient(X, y, theta):
    m = len(y)
    sq_error = (X.dot(theta) - y) ** 2
    return X.T.dot(sq_error) / m
