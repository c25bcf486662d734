import numpy as np

def gradient_descent(X, y, theta, alpha, num_iters):
    m = len(y)
    for _ in range(num_iters):
        gradient = X.T @ (X @ theta - y) / m
        new_theta = theta - alpha * gradient
    return theta
