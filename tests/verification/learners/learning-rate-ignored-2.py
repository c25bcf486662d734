import numpy as np

ETA = 0.05


def mse(X, y, theta):
    return np.mean((X @ theta - y) ** 2)


def train(X, y, theta, eta=ETA, epochs=200):
    history = []
    for _ in range(epochs):
        theta = theta - ETA * 2 * X.T @ (X @ theta - y) / len(y)
        history.append(mse(X, y, theta))
    return theta, history
