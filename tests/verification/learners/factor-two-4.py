"""The loss is only printed; it is a cost all the same, and the steps are half as long as its derivative says."""

import numpy as np


class LinearRegression:
    def __init__(self, lr=0.1, n_iters=100):
        self.lr = lr
        self.n_iters = n_iters

    def fit(self, X, y):
        self.w = np.zeros(X.shape[1])
        self.b = 0.0
        for i in range(self.n_iters):
            error = X @ self.w + self.b - y
            loss = np.mean(error**2)
            if i % 10 == 0:
                print(f"step {i}: loss {loss}")
            self.w -= self.lr * X.T @ error / len(y)
            self.b -= self.lr * np.mean(error)

    def predict(self, X):
        return X @ self.w + self.b
