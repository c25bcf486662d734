import numpy as np

class LinReg:
    def __init__(self, lr=0.01, n_iter=1000):
        self.lr = lr
        self.n_iter = n_iter
        self.loss_history = []

    def loss(self, y, y_pred):
        return np.sqrt(np.mean((y - y_pred) ** 2))

    def fit(self, X, y):
        m, n = X.shape
        self.w = np.zeros(n)
        self.b = 0.0
        for _ in range(self.n_iter):
            y_pred = X @ self.w + self.b
            self.loss_history.append(self.loss(y, y_pred))
            self.w -= self.lr * (2 / m) * X.T @ (y_pred - y)
            self.b -= self.lr * (2 / m) * np.sum(y_pred - y)

    def predict(self, X):
        return X @ self.w + self.b
