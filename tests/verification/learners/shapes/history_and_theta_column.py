import numpy as np


def gradient_descent(alpha, iterations, theta, x, y):
    """theta (n, 1), x (m, n), y (m, 1)"""
    past_costs = []
    m = y.size
    for _ in range(iterations):
        error = np.dot(x, theta) - y
        past_costs.append(1 / (2 * m) * np.dot(error.T, error)[0, 0])
        theta = theta - alpha * 1 / m * np.dot(x.T, error)
    return past_costs, theta
