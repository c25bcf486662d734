import numpy as np

def gradient_descent(X, y, theta, alpha, num_iters):
    m = len(y)
    for _ in range(num_iters):
        error = X @ theta - y
        theta = theta - alpha * (X.T @ error) / m
        theta[0] = theta[0] - alpha * np.sum(error) / m
    return theta
