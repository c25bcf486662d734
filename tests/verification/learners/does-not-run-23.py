import numpy as np


class LassoRegression:
    def __init__(self, learning_rate, iterations, l1):
        self.learning_rate = learning_rate
        self.iterations = iterations
        self.l1 = l1

    def fit(self, X, Y):
        self.m, self.n = X.shape
        self.w = np.zeros(self.n)
        self.b = 0
        self.X = X
        self.Y = Y
        for _ in range(self.iterations):
            self.update_weights()
        return self

    def update_weights(self):
        Y_pred = self.predict(self.X)
        dw = np.zeros(self.n)
        for j in range(self.n):
            sign = 1 if self.w[j] > 0 else -1
            dw[j] = (-2 * self.X[:, j].dot(self.Y - Y_pred) + sign * self.l1) / self.m
        db = -2 * np.sum(self.y - Y_pred) / self.m
        self.w = self.w - self.learning_rate * dw
        self.b = self.b - self.learning_rate * db

    def predict(self, X):
        return X.dot(self.w) + self.b
