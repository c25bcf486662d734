import numpy as np


def gradient_descent(X, y, learning_rate, n_iterations):
    """Starts from zeros, returns all thetas on the way."""
    theta = np.zeros(X.shape[1])
    history = [theta]
    for _ in range(n_iterations):
        theta = theta - learning_rate * 2 * X.T @ (X @ theta - y) / len(y)
        history.append(theta)
    return np.array(history)
