import numpy as np


def gradientDescent(X, y, theta, alpha, num_iters):
    m = len(y)
    h = X @ theta
    for _ in range(num_iters):
        grad = X.T @ (h - y) / m
        h = X @ theta
        theta = theta - alpha * grad
    return theta
