import numpy as np


class Ridge:
    def __init__(self, n_iter=100, learning_rate=0.01, reg=None, l1_coef=0, l2_coef=0):
        self.n_iter = n_iter
        self.learning_rate = learning_rate
        self.reg = reg
        self.l1_coef = l1_coef
        self.l2_coef = l2_coef

    def fit(self, X, y):
        A = np.column_stack([np.ones(len(X)), X])
        self.weights = np.ones(A.shape[1])
        for _ in range(self.n_iter):
            grad = 2 * A.T @ (A @ self.weights - y) / len(y)
            if self.reg == "l1":
                grad = grad + self.l1_coef * np.sign(self.weights)
            if self.reg == "l2":
                grad = grad + self.l2_coef * 2 * self.weights
            self.weights = self.weights - self.learning_rate * grad

    def predict(self, X):
        return np.column_stack([np.ones(len(X)), X]) @ self.weights
