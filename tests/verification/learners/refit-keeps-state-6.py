import numpy as np


class LinearRegression:
    def __init__(self, input_shape, learning_rate, iters):
        self.learning_rate = learning_rate
        self.iters = iters
        self.w = np.zeros((input_shape[1], 1))
        self.b = 0.0

    def fit(self, X, y):
        y = y.reshape(-1, 1)
        for _ in range(self.iters):
            error = X @ self.w + self.b - y
            self.w = self.w - self.learning_rate * X.T @ error / len(y)
            self.b = self.b - self.learning_rate * np.mean(error)

    def predict(self, X):
        return X @ self.w + self.b
