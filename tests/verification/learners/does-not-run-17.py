import numpy as np


class LinearRegression:
    def __init__(self, lr=0.001, n_iters=1000):
        self.lr = lr
        self.iters = n_iters

    def fit(self, X, y):
        self.weights = np.zeros(X.shape[1])
        self.bias = 0
        for _ in range(self.n_iters):
            error = X @ self.weights + self.bias - y
            self.weights -= self.lr * X.T @ error / len(y)
            self.bias -= self.lr * np.mean(error)
