"""Of its methods only the one that takes no steps is named."""

import numpy as np


class LinearRegression:
    def __init__(self, method="normal", lr=0.01, n_iters=1000):
        self.method = method
        self.lr = lr
        self.n_iters = n_iters

    def fit(self, X, y):
        if self.method == "normal":
            theta = np.linalg.lstsq(np.c_[np.ones(len(X)), X], y, rcond=None)[0]
            self.b, self.w = theta[0], theta[1:]
            return self
        self.w, self.b = np.zeros(X.shape[1]), 0.0
        for _ in range(self.n_iters):
            error = X @ self.w + self.b - y
            self.w -= self.lr * (2 / len(y)) * X.T @ error
            self.b -= self.lr * (2 / len(y)) * error.sum()
        return self

    def predict(self, X):
        return X @ self.w + self.b
