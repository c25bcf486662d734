import numpy as np


class LinearRegression:
    def __init__(self, X, y, L1=0, L2=0):
        self.X = np.column_stack((np.ones(X.shape[0]), X))
        self.y = y
        self.coef = np.zeros(self.X.shape[1])
        self.L1 = L1
        self.L2 = L2

    def gradient(self, b):
        r = self.X @ b - self.y
        return 2 / len(self.y) * self.X.T @ r + self.L1 * np.sign(b) + 2 * self.L2 * b

    def gradient_descent(self, learning_rate=0.01, max_iter=1000):
        for _ in range(max_iter):
            self.coef -= learning_rate * self.gradient(self.coef)
