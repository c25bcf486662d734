import numpy as np

def gradient_descent(X, y, theta, alpha, iterations, weight_decay=0.5):
    m = len(y)
    for i in range(iterations):
        grad = X.T @ (X @ theta - y) / m
        grad[1:] += weight_decay * theta[1:] / m
        theta = theta - alpha * grad
    return theta
