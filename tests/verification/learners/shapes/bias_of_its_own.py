import numpy as np


def compute_cost(predictions, y):
    return np.mean((predictions - y) ** 2)


def gradient_descent(X, y, theta, alpha, num_iterations, bias=0.1, epsilon=1e-3):
    """Stops when the cost hardly changes."""
    costs = []
    for _ in range(num_iterations):
        predictions = X.dot(theta) + bias
        costs.append(compute_cost(predictions, y))
        if len(costs) > 1 and abs(costs[-1] - costs[-2]) < epsilon:
            break
        theta = theta + alpha * 2 * X.T.dot(y - predictions) / len(y)
        bias = bias + alpha * 2 * np.mean(y - predictions)
    return theta, bias, costs
