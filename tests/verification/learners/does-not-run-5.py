import numpy as np


def cost(X, y, theta):
    return np.sum((np.dot(X, theta) - y) ** 2) / (2 * len(y))


def gdescent(X, y, theta, alpha, iters):
    X, y, theta = np.mat(X), np.mat(y).T, np.mat(theta).T
    for _ in range(iters):
        theta = theta - alpha / len(y) * X.T * (X * theta - y)
    return theta
