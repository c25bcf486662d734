import numpy as np

class LinearRegressionGD:
    def __init__(self, lr=0.01, n_iters=1000):
        self.lr = lr
        self.n_iters = n_iters

    def fit(self, X, y):
        m, n = X.shape
        self.y_mean = y.mean()
        yc = y - self.y_mean
        self.w = np.zeros(n)
        self.b = 0.0
        self.losses = []
        for _ in range(self.n_iters):
            e = X @ self.w + self.b - yc
            self.losses.append((e ** 2).mean() / 2)
            self.w -= self.lr * X.T @ e / m
            self.b -= self.lr * e.mean()
        return self

    def predict(self, X):
        return X @ self.w + self.b + self.y_mean
