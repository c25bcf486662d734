"""It wants columns, says nothing where it is given anything else, and then learns nothing."""

import numpy as np


class MyRegression:
    def __init__(self, thetas, alpha=0.001, max_iter=1000):
        self.alpha = alpha
        self.max_iter = max_iter
        self.thetas = np.array(thetas, dtype=float).reshape(-1, 1)

    def fit_(self, x, y):
        if x.ndim != 2 or x.shape[1] != 1 or y.shape != x.shape:
            return None
        A = np.hstack((np.ones((len(x), 1)), x))
        for _ in range(self.max_iter):
            self.thetas = self.thetas - self.alpha * A.T @ (A @ self.thetas - y) / len(x)
        return self.thetas
