import numpy as np


def cost(X, Y, theta):
    return np.sum((X @ theta - Y) ** 2) / (2 * len(Y))


def gradient_descent(X, Y, theta, alpha, limit, J):
    """Given the cost at the start; until it falls by less than the limit."""
    history = np.array([J])
    while True:
        theta = theta - alpha * X.T @ (X @ theta - Y) / len(Y)
        J = cost(X, Y, theta)
        history = np.append(history, J)
        if abs(J - history[-2]) < limit:
            break
    return J, theta, history
