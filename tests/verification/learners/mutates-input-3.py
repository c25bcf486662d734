import numpy as np


def mse(X, y, theta):
    return np.mean((X @ theta - y) ** 2) / 2


def mse_derivative(X, y, theta):
    return X.T @ (X @ theta - y) / len(y)


def gradient_descent(X, y, theta_0, cost, derivative, alpha=0.01, threshold=1e-6, max_iter=1000):
    theta, i = theta_0, 0
    while np.linalg.norm(derivative(X, y, theta)) > threshold and i < max_iter:
        theta -= alpha * derivative(X, y, theta)
        i += 1
    return theta
