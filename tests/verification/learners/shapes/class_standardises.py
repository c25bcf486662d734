import numpy as np


class LinearRegression:
    def __init__(self, lr=0.1, epochs=100):
        self.lr = lr
        self.epochs = epochs

    def fit(self, X, y):
        self.mean = X.mean(axis=0)
        self.std = X.std(axis=0)
        Z = (X - self.mean) / self.std
        self.w = np.zeros(X.shape[1])
        self.b = 0.0
        for _ in range(self.epochs):
            error = Z @ self.w + self.b - y
            self.w -= self.lr * Z.T @ error / len(y)
            self.b -= self.lr * error.mean()

    def predict(self, X):
        return (X - self.mean) / self.std @ self.w + self.b
