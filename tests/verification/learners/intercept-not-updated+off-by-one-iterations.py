import numpy as np

def gradient_descent(X, y, w, b, alpha, iterations):
    m = len(y)
    for i in range(iterations - 1):
        error = X @ w + b - y
        w = w - alpha * X.T @ error / m
    return w, b
