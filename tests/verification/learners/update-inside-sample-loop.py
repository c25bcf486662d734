import numpy as np

def batch_gradient_descent(X, y, theta, alpha, epochs):
    m = len(y)
    for _ in range(epochs):
        for i in range(m):
            error = X[i] @ theta - y[i]
            gradient = error * X[i] / m
            theta = theta - alpha * gradient
    return theta
