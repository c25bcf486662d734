import numpy as np

learning_rate = 0.01
iterations = 1000


def loss(X, y, w):
    return np.mean((X @ w - y) ** 2)


def train(X, y, w):
    for i in range(iterations):
        w = w - learning_rate * 2 * X.T @ (X @ w - y) / len(y)
    return w
