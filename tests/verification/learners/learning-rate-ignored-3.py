import numpy as np


class LinearRegression:
    def __init__(self, learning_rate=0.01, epochs=100):
        self.learning_rate = learning_rate
        self.epochs = epochs

    def fit(self, X, y):
        self.w, self.b = np.zeros(X.shape[1]), 0.0
        for _ in range(self.epochs):
            error = self.predict(X) - y
            self.w = self.w - self.epochs * X.T @ error / len(y)
            self.b = self.b - self.epochs * error.mean()

    def predict(self, X):
        return X @ self.w + self.b
