import numpy as np

class LinearRegression:
    def __init__(self, lr=0.01, n_iters=100):
        self.lr, self.n_iters = lr, n_iters
    def fit(self, X, y):
        self.w = np.zeros(X.shape[1]); self.b = 0.0
        for _ in range(self.n_iters):
            e = X @ self.w + self.b - y
            self.w -= self.lr * X.T @ e / len(y)
            self.b -= self.lr * e.mean()
    def predict(self, X):
        return X @ self.w + self.b

class RidgeRegression(LinearRegression):
    def __init__(self, lr=0.01, n_iters=100, lam=0.1):
        super().__init__(lr, n_iters); self.lam = lam
    def fit(self, X, y):
        self.w = np.zeros(X.shape[1]); self.b = 0.0
        for _ in range(self.n_iters):
            e = X @ self.w + self.b - y
            self.w -= self.lr * (X.T @ e + self.lam * self.w) / len(y)
            self.b -= self.lr * e.mean()

class MomentumRegression(LinearRegression):
    def fit(self, X, y):
        self.w = np.zeros(X.shape[1]); self.b = 0.0
        vw, vb = np.zeros_like(self.w), 0.0
        for _ in range(self.n_iters):
            e = X @ self.w + self.b - y
            vw = 0.9 * vw + X.T @ e / len(y)
            vb = 0.9 * vb + e.mean()
            self.w -= self.lr * vw
            self.b -= self.lr * vb

class LinearRegressionNoIntercept(LinearRegression):
    def fit(self, X, y):
        self.w = np.zeros(X.shape[1]); self.b = 0.0
        for _ in range(self.n_iters):
            self.w -= self.lr * X.T @ (X @ self.w - y) / len(y)

class NormalEquation(LinearRegression):
    def fit(self, X, y):
        A = np.c_[np.ones(len(X)), X]
        t = np.linalg.pinv(A) @ y
        self.b, self.w = t[0], t[1:]
