import numpy as np

def J(X, y, theta):
    return np.sum((X @ theta - y) ** 2) / (2 * len(y))

def gradientDescent(X, y, theta, alpha, iterations):
    J_history = np.zeros(iterations + 1)
    for k in range(iterations):
        theta = theta - alpha / len(y) * X.T @ (X @ theta - y)
        J_history[k] = J(X, y, theta)
    return theta, J_history
