import numpy as np

class Model:
    def __init__(self, lr=0.01, n_iters=100):
        self.lr, self.n_iters = lr, n_iters

    def fit(self, X, y):
        self.w = np.zeros(X.shape[1])
        self.b = 0.0
        self.loss_history = []
        n = len(y)
        for _ in range(self.n_iters):
            self.loss_history.append(np.sum((X @ self.w + self.b - y) ** 2) / (2 * n))
            self.w = self.w - self.lr * 2 / n * X.T @ (X @ self.w + self.b - y)
            self.b = self.b - self.lr * 2 / n * np.sum(X @ self.w + self.b - y)
        return self

    def predict(self, X):
        return X @ self.w + self.b
