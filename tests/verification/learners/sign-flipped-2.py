import numpy as np

def gradient_descent(X, y, theta, learning_rate, iterations):
    m = len(y)
    cost_history = np.zeros(iterations)
    for it in range(iterations):
        prediction = np.dot(X, theta)
        # move along the gradient
        theta = theta + (1 / m) * learning_rate * (X.T.dot((prediction - y)))
        cost_history[it] = np.sum((X.dot(theta) - y) ** 2) / (2 * m)
    return theta, cost_history
