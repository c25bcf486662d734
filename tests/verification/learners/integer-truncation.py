import numpy as np

def gradient_descent(X, y, alpha, epochs):
    m, n = X.shape
    theta = np.zeros(n, dtype=int)
    for e in range(epochs):
        error = X.dot(theta) - y
        for j in range(n):
            theta[j] = theta[j] - alpha * np.sum(error * X[:, j]) / m
    return theta
