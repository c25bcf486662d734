import numpy as np

def linearRegCostFunction(theta, X, y, lambda_):
    m = len(y)
    h = X.dot(theta)
    J = np.sum((h - y) ** 2) / (2 * m) + (lambda_ / (2 * m)) * np.sum(theta[1:] ** 2)
    grad = X.T.dot(h - y) / m + (lambda_ / m) * theta
    return J, grad
