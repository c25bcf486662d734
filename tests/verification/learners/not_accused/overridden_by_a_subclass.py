import numpy as np

class Base:
    def fit(self, X, y):
        for _ in range(self.n_iters):
            w = w - self.lr * self.gradient(w, X, y)
        self.w = w

class LinearRegression(Base):
    def __init__(self, lr=0.01, n_iters=1000):
        self.lr = lr
        self.n_iters = n_iters

    def gradient(self, w, X, y):
        return X.T @ (X @ w - y) / len(y)

    def fit(self, X, y):
        w = np.zeros(X.shape[1])
        for _ in range(self.n_iters):
            w = w - self.lr * self.gradient(w, X, y)
        self.w = w
        return self

    def predict(self, X):
        return X @ self.w
