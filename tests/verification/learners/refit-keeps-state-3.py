import numpy as np


class Regressor:
    def __init__(self, alpha=0.01, iterations=300):
        self.alpha = alpha
        self.iterations = iterations
        self.path = []

    def fit(self, X, y):
        theta = np.zeros(X.shape[1] + 1)
        A = np.column_stack([np.ones(len(X)), X])
        for _ in range(self.iterations):
            theta = theta - self.alpha * A.T @ (A @ theta - y) / len(y)
            self.path.append(theta)
        self.path = np.array(self.path)
        self.theta = theta
        return self

    def predict(self, X):
        return np.column_stack([np.ones(len(X)), X]) @ self.theta
