import numpy as np

def gradient_descent(X, y, theta, alpha, iters):
    m = len(y)
    for i in xrange(iters):
        theta = theta - alpha * X.T @ (X @ theta - y) / m
    return theta
