import numpy as np

def cost(X, y, theta):
    r = X @ theta - y
    return r @ r / (2 * len(y))

def gradient_descent(X, y, theta, alpha, num_iters):
    J_history = []
    for i in range(num_iters):
        theta = theta - alpha * X.T @ (X @ theta - y) / len(y)
        J_history + [cost(X, y, theta)]
    return theta, J_history
