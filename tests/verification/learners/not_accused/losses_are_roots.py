import numpy as np

class LinearRegression:
    def __init__(self, lr=0.01, n_iters=1000):
        self.lr = lr
        self.n_iters = n_iters
        self.loss_history = []

    def fit(self, X, y):
        m, n = X.shape
        self.w = np.zeros(n)
        self.b = 0.0
        self.loss_history = []
        for _ in range(self.n_iters):
            y_pred = self.predict(X)
            error = y_pred - y
            self.w -= self.lr * X.T @ error / m
            self.b -= self.lr * error.mean()
            self.loss_history.append(self.rmse(X, y))
        return self

    def rmse(self, X, y):
        return np.sqrt(np.mean((self.predict(X) - y) ** 2))

    def predict(self, X):
        return X @ self.w + self.b
