import numpy as np


def cost(X, y, theta):
    return np.sum((X @ theta - y) ** 2) / (2 * len(y))


def gradient_descent(X, y, theta, alpha, iterations):
    history = []
    for i in range(iterations):
        theta = theta - alpha / (1 + 0.1 * i) * X.T @ (X @ theta - y) / len(y)
        history.append(cost(X, y, theta))
    return theta, history
