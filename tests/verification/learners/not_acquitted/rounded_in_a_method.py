import numpy as np

class LinearRegression:
    def __init__(self, lr=0.01, n_iters=100):
        self.lr, self.n_iters = lr, n_iters
    def _step(self, X, y):
        e = X @ self.w + self.b - y
        self.w = np.round(self.w - self.lr * X.T @ e / len(y), 1)
        self.b = round(self.b - self.lr * e.mean(), 1)
    def fit(self, X, y):
        self.w = np.zeros(X.shape[1]); self.b = 0.0
        for _ in range(self.n_iters):
            self._step(X, y)
    def predict(self, X):
        return X @ self.w + self.b
