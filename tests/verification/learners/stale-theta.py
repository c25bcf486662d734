import numpy as np

def gradient_descent(X, y, theta, alpha, n_iters):
    m = len(y)
    predictions = X.dot(theta)
    errors = predictions - y
    for _ in range(n_iters):
        grad = X.T.dot(errors) / m
        theta = theta - alpha * grad
    return theta
