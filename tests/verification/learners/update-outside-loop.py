import numpy as np

class LinearRegression:
    def __init__(self, lr=0.01, n_iter=100):
        self.lr = lr
        self.n_iter = n_iter

    def fit(self, X, y):
        self.w = np.zeros(X.shape[1])
        self.b = 0.0
        for _ in range(self.n_iter):
            error = X @ self.w + self.b - y
            dw = X.T @ error / len(y)
            db = np.mean(error)
        self.w = self.w - self.lr * dw
        self.b = self.b - self.lr * db
        return self

    def predict(self, X):
        return X @ self.w + self.b
