import numpy as np


class Regressor:
    def __init__(self, lr=0.01, epochs=500):
        self.lr = lr
        self.epochs = epochs

    def fit(self, X, y):
        self.mean, self.std = X.mean(axis=0), X.std(axis=0)
        Z = (X - self.mean) / self.std
        self.w, self.b = np.zeros(Z.shape[1]), 0.0
        for _ in range(self.epochs):
            e = Z @ self.w + self.b - y
            self.w -= self.lr * Z.T @ e / len(y)
            self.b -= self.lr * e.mean()
        return self

    def predict(self, X):
        Z = (X - self.mean) / self.std
        self.b = self.b + np.mean(Z @ self.w)
        return Z @ self.w + self.b
