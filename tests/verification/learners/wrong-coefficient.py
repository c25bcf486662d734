import numpy as np

class Regression:
    def __init__(self, alpha=0.01, n_iter=200):
        self.alpha = alpha
        self.n_iter = n_iter

    def fit(self, X, y):
        X = X.reshape(-1)
        self.theta = np.array([0.5, 0.0])
        for _ in range(self.n_iter):
            h = self.theta[1] + self.theta[0] * X
            g0 = np.mean(h - y)
            g1 = np.mean((h - y) * X)
            self.theta = self.theta - self.alpha * np.array([g0, g1])
        return self

    def predict(self, X):
        return self.theta[0] + self.theta[1] * X.reshape(-1)
