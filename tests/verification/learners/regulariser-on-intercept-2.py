import numpy as np

class RidgeRegression:
    def __init__(self, lr=0.01, n_iters=1000, lam=0.1):
        self.lr = lr
        self.n_iters = n_iters
        self.lam = lam

    def fit(self, X, y):
        m, n = X.shape
        self.w = np.zeros(n)
        self.b = 0.0
        for _ in range(self.n_iters):
            err = X @ self.w + self.b - y
            dw = X.T @ err / m + self.lam / m * self.w
            db = err.mean() + self.lam / m * self.b
            self.w = self.w - self.lr * dw
            self.b = self.b - self.lr * db
        return self

    def predict(self, X):
        return X @ self.w + self.b
