import numpy as np


class LinearRegression:
    def __init__(self):
        self.landa = None
        self.m = None
        self.h = None

    def fit(self, x, y, lr=0.0001, landa=0.01, max_iter=1000):
        self.landa = landa
        self.m = np.zeros(x.shape[1])
        self.h = 0
        for _ in range(max_iter):
            error = self.predict(x) - y
            self.m = self.m - lr * (2 / len(y)) * (x.T @ error + landa * self.m)
            self.h = self.h - lr * (2 / len(y)) * error.sum()

    def predict(self, x):
        return x @ self.m + self.h
