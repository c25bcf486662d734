import numpy as np


class LinearRegression:
    def __init__(self, l2_param=0):
        self.l2_param = l2_param

    def fit(self, X, y, learning_rate=0.001, epochs=100):
        A = np.column_stack([np.ones(len(X)), X])
        self.theta = np.zeros(A.shape[1])
        for _ in range(epochs):
            gradient = (A.T @ (A @ self.theta - y) + self.l2_param * np.sum(self.theta[1:])) / len(y)
            self.theta = self.theta - learning_rate * gradient

    def predict(self, X):
        return np.column_stack([np.ones(len(X)), X]) @ self.theta
