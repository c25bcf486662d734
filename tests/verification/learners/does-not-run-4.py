import numpy as np


class LinearRegressor:
    def __init__(self, n_iteration=1000, learning_rate=0.01):
        self.alpha = learning_rate
        self.n_iteration = n_iteration
        self.W = None

    def fit(self, X, y):
        X = np.concatenate((np.ones((X.shape[0], 1)), X), axis=1)
        y = np.reshape(y, (X.shape[0], 1))
        self.W = np.zeros((X.shape[0], 1)) + 0.4
        for _ in range(self.n_iteration):
            self.W -= self.alpha * np.dot(X.T, np.dot(X, self.W) - y)

    def predict(self, X):
        return np.dot(X, self.W)
