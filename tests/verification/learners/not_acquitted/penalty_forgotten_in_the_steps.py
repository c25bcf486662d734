import numpy as np

def compute_cost(X, y, theta, lambda_):
    m = len(y)
    r = X @ theta - y
    return (r @ r + lambda_ * theta[1:] @ theta[1:]) / (2 * m)

def compute_gradient(X, y, theta, lambda_):
    m = len(y)
    g = X.T @ (X @ theta - y) / m
    g[1:] += lambda_ / m * theta[1:]
    return g

def gradient_descent(X, y, theta, alpha, num_iters):
    """Ridge regression by gradient descent."""
    lambda_ = 1.0
    J = []
    for _ in range(num_iters):
        theta = theta - alpha * X.T @ (X @ theta - y) / len(y)
        J.append(compute_cost(X, y, theta, lambda_))
    return theta, J
