import numpy as np

class LinearRegression:
    def __init__(self, lr=0.01, n_iters=1000):
        self.lr = lr
        self.n_iters = n_iters

    def fit(self, X, y):
        self.mean = X.mean(axis=0)
        self.std = X.std(axis=0)
        X -= self.mean
        X /= self.std
        self.w = np.zeros(X.shape[1])
        self.b = 0.0
        for _ in range(self.n_iters):
            e = X @ self.w + self.b - y
            self.w = self.w - self.lr * X.T @ e / len(y)
            self.b = self.b - self.lr * e.mean()
        return self

    def predict(self, X):
        return (X - self.mean) / self.std @ self.w + self.b
