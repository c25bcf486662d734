import numpy as np


class LinearRegressionMomentum:
    def __init__(self, lr=0.01, momentum=0.9, epochs=500):
        self.lr = lr
        self.momentum = momentum
        self.epochs = epochs

    def fit(self, X, y):
        m, n = X.shape
        self.w, self.b = np.zeros(n), 0.0
        vw, vb = np.zeros(n), 0.0
        for _ in range(self.epochs):
            r = X @ self.w + self.b - y
            vw = self.momentum * vw + X.T @ r / m
            vb = self.momentum * vb + r.mean()
            self.w -= self.lr * vw
            self.b -= self.lr * vb
        return self

    def predict(self, X):
        return X @ self.w + self.b
