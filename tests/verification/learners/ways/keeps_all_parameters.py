import numpy as np

class LR:
    def __init__(self, lr=0.01, epochs=100):
        self.lr, self.epochs = lr, epochs

    def fit(self, X, y):
        m, n = X.shape
        w, b = np.zeros(n), 0.0
        self.ws, self.bs, self.losses = [w], [b], []
        for _ in range(self.epochs):
            r = X @ w + b - y
            self.losses.append((r ** 2).mean() / 2)
            w = w - self.lr * X.T @ r / m
            b = b - self.lr * r.mean()
            self.ws.append(w)
            self.bs.append(b)
        return self

    def predict(self, X):
        return X @ self.ws[-1] + self.bs[-1]
