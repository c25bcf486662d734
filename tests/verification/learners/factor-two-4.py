"""The losses are only shown; they are a cost all the same, and the steps are half as long as its derivative says."""

import numpy as np


class LinearRegression:
    def __init__(self, lr=0.1, n_iters=100):
        self.lr = lr
        self.n_iters = n_iters

    def fit(self, X, y):
        self.w = np.zeros(X.shape[1])
        self.b = 0.0
        losses = []
        for _ in range(self.n_iters):
            error = X @ self.w + self.b - y
            losses.append(np.mean(error**2))
            self.w -= self.lr * X.T @ error / len(y)
            self.b -= self.lr * np.mean(error)
        print("losses", losses[::10])

    def predict(self, X):
        return X @ self.w + self.b
