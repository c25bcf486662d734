import numpy as np

def gradient_descent(X, y, theta, alpha, num_iterations):
    m = len(y)
    for i in range(1, num_iterations):
        gradient = X.T @ (X @ theta - y) / m
        theta = theta - alpha * gradient
    return theta
