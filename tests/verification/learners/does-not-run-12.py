import numpy as np


class LinearRegression:
    def _init_(self, lr, epochs):
        self.lr = lr
        self.epochs = epochs

    def fit(self, X, y):
        self.w = np.zeros(X.shape[1])
        for _ in range(self.epochs):
            self.w -= self.lr * X.T @ (X @ self.w - y) / len(y)

    def predict(self, X):
        return X @ self.w


model = LinearRegression(0.01, 500)
