import numpy as np


class MyLinearRegression:
    def __init__(self, thetas, alpha=0.001, max_iter=1000):
        self.thetas = np.array(thetas, dtype=float).reshape(-1, 1)
        self.alpha = alpha
        self.max_iter = max_iter

    def predict_(self, x):
        return np.hstack([np.ones((x.shape[0], 1)), x]) @ self.thetas

    def cost_(self, x, y):
        r = self.predict_(x) - y
        return float((r.T @ r)[0, 0]) / (2 * len(y))

    def gradient_(self, x, y):
        x1 = np.hstack([np.ones((x.shape[0], 1)), x])
        return x1.T @ (x1 @ self.thetas - y) / len(y)

    def fit_(self, x, y):
        for _ in range(self.max_iter):
            self.thetas = self.thetas - self.alpha * self.gradient_(x, y)
