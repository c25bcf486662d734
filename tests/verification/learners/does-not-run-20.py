import numpy as np


class LinearRegression:
    def __init__(self, learning_rate=0.01, epochs=100):
        self.learning_rate = learning_rate
        self.epochs = epochs

    def fit(self, X, y):
        self.w = np.zeros(X.shape[1])
        self.b = 0.0
        for _ in range(self.epochs):
            y_pred = np.zeros + self.b
            y_pred += X @ self.w
            self.w = self.w - self.learning_rate * X.T @ (y_pred - y) / len(y)
            self.b = self.b - self.learning_rate * np.mean(y_pred - y)
