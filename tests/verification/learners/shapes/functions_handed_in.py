import numpy as np


def gradient_descent(X, y, theta_0, cost, derivative, alpha=0.01, threshold=1e-4, max_iter=10000):
    """Minimise a cost of (X, y, theta) whose derivative is given."""
    theta, i, costs = theta_0.copy(), 0, []
    while np.linalg.norm(derivative(X, y, theta)) > threshold and i < max_iter:
        theta -= alpha * derivative(X, y, theta)
        costs.append(cost(X, y, theta))
        i += 1
    return theta, costs
