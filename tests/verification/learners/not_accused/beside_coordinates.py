import numpy as np

def gradient_descent(X, y, theta, lr, n_iters):
    for _ in range(n_iters):
        theta = theta - lr * X.T @ (X @ theta - y) / len(y)
    return theta

def coordinate_gradient_descent(X, y, theta, lr, n_iters):
    theta = theta.copy()
    for _ in range(n_iters):
        for j in range(len(theta)):
            theta[j] -= lr * X[:, j] @ (X @ theta - y) / len(y)
    return theta
