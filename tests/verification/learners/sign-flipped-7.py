import numpy as np


def train(X, y, epochs=100):
    """The learning rate is a number in the text."""
    w = np.zeros(X.shape[1])
    for _ in range(epochs):
        w = w + 0.01 * X.T @ (X @ w - y) / len(y)
    return w
