import numpy as np


def linear_regression(X, y, learning_rate, epochs):
    m, d = X.shape
    A = np.append(np.ones((m, 1)), X, axis=1)
    y = np.reshape(y, (m, 1))
    theta = np.zeros((d + 1, 1))
    losses = []
    for epoch in range(epochs):
        error = A.dot(theta) - y
        losses.append(float(np.sum(error**2)) / (2 * m))
        for j in range(d + 1):
            theta[j, 0] = theta[j, 0] - learning_rate / m * sum(error * A[:, [j]])
    return theta, losses
