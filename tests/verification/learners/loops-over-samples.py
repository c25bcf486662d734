import numpy as np

class LinearRegression:
    def __init__(self, alpha=0.01, epochs=100):
        self.alpha = alpha
        self.epochs = epochs

    def fit(self, X, y):
        m, n = X.shape
        self.w = np.zeros(n)
        self.b = 0.0
        for epoch in range(len(X)):
            error = X @ self.w + self.b - y
            self.w = self.w - self.alpha * X.T @ error / m
            self.b = self.b - self.alpha * error.sum() / m

    def predict(self, X):
        return X @ self.w + self.b
