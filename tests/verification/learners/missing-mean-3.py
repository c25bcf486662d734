import numpy as np


def cost(X, y, theta):
    return np.sum((X.dot(theta) - y) ** 2) / (2 * len(y))


def gradient_descent(X, y, theta, alpha, num_iters):
    for _ in range(num_iters):
        h = X.dot(theta)
        theta = theta - alpha * X.T.dot(h - y)
    return theta
