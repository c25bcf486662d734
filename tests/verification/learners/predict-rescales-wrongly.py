import numpy as np

class LinearRegression:
    def __init__(self, lr=0.1, epochs=200):
        self.lr = lr
        self.epochs = epochs

    def normalize(self, X):
        return (X - np.mean(X, axis=0)) / np.std(X, axis=0)

    def fit(self, X, y):
        X = self.normalize(X)
        self.w = np.zeros(X.shape[1])
        self.b = 0.0
        for _ in range(self.epochs):
            e = X @ self.w + self.b - y
            self.w = self.w - self.lr * X.T @ e / len(y)
            self.b = self.b - self.lr * e.mean()
        return self

    def predict(self, X):
        return self.normalize(X) @ self.w + self.b
