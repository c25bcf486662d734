import numpy as np

class LinReg:
    def __init__(self, lr=0.01, n_iters=1000):
        self.lr = lr
        self.n_iters = n_iters

    def fit(self, X, y):
        m, n = X.shape
        self.weights = np.zeros(n)
        self.bias = 0.0
        for _ in range(self.n_iters):
            y_hat = X @ self.weights
            dw = X.T @ (y_hat - y) / m
            db = np.sum(y_hat - y) / m
            self.weights -= self.lr * dw
            self.bias -= self.lr * db

    def predict(self, X):
        return X @ self.weights + self.bias
