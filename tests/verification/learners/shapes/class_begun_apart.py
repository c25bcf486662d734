import numpy as np


class Line:
    def __init__(self):
        self.w = None
        self.b = None

    def initialize(self, d):
        self.w = np.zeros(d)
        self.b = 0.0

    def fit(self, X, y, lr, n_iters):
        m = X.shape[0]
        for _ in range(n_iters):
            r = X @ self.w + self.b - y
            self.w = self.w - lr * X.T @ r / m
            self.b = self.b - lr * r.sum() / m

    def predict(self, X):
        return X @ self.w + self.b
