import numpy as np


class LinearRegression:
    def __init__(self, init="zeros", alpha=0.01, iterations=1500):
        self.w = init
        self.alpha = alpha
        self.iterations = iterations

    def fit(self, X, y):
        m, d = X.shape
        if self.w == "zeros":
            self.w = np.zeros(d + 1)
        A = np.column_stack([np.ones(m), X])
        for _ in range(self.iterations):
            self.w = self.w - self.alpha * A.T @ (A @ self.w - y) / m
        return self

    def predict(self, X):
        return np.column_stack([np.ones(len(X)), X]) @ self.w
