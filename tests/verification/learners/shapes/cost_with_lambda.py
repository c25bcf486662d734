import numpy as np


def linearRegCostFunction(X, y, theta, lambda_=0.0):
    m = y.size
    h = X.dot(theta)
    reg = np.r_[0, theta[1:]]
    J = np.sum((h - y) ** 2) / (2 * m) + lambda_ / (2 * m) * np.sum(reg**2)
    grad = X.T.dot(h - y) / m + lambda_ / m * reg
    return J, grad
