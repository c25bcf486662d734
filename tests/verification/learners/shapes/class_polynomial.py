import numpy as np


class PolynomialRegression:
    def __init__(self, degree=2, lr=0.1, n_iterations=5000):
        self.degree, self.lr, self.n_iterations = degree, lr, n_iterations

    def _expand(self, x):
        return np.column_stack([np.ravel(x) ** p for p in range(1, self.degree + 1)])

    def fit(self, x, y):
        P = self._expand(x)
        self.w_, self.b_ = np.zeros(self.degree), 0.0
        for _ in range(self.n_iterations):
            e = P @ self.w_ + self.b_ - y
            self.w_ = self.w_ - self.lr * P.T @ e / len(y)
            self.b_ = self.b_ - self.lr * e.mean()
        return self

    def predict(self, x):
        return self._expand(x) @ self.w_ + self.b_
