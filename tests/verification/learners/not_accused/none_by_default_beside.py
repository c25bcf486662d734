import numpy as np

class LinearRegressionGD:
    def __init__(self, lr=0.01, n_iters=1000):
        self.lr = lr
        self.n_iters = n_iters
        self.on_step = None

    def fit(self, X, y):
        self.w = np.zeros(X.shape[1])
        for t in range(self.n_iters):
            self.w -= self.lr * X.T @ (X @ self.w - y) / len(y)
            if self.on_step:
                self.on_step(self.w)
        return self

    def predict(self, X):
        return X @ self.w

class DecayedRegressionGD:
    def __init__(self, lr=0.01, n_iters=1000, schedule=None):
        self.lr = lr
        self.n_iters = n_iters
        self.schedule = schedule

    def fit(self, X, y):
        self.w = np.zeros(X.shape[1])
        for t in range(self.n_iters):
            self.w -= self.lr * self.schedule * X.T @ (X @ self.w - y) / len(y)
        return self

    def predict(self, X):
        return X @ self.w

model = DecayedRegressionGD(schedule=1.0)
