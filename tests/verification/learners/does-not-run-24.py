import numpy as np


class BatchRegression:
    def __init__(self, n_iter=1000, eta=0.01):
        self.n_iter = n_iter
        self.eta = eta

    def train(self, X, y):
        self.w = np.zeros(X.shape[1])
        for _ in range(self.n_iter):
            self.w = self.w - self.eta * X.T.dot(X.dot(self.w) - y) / len(y)

    def predict(self, X):
        return X.dot(self.w)


class SampleRegression:
    def __init__(self, n_iter=1000, eta=0.01):
        self.n_iter = n_iter
        self.eta = eta
        self.theta = None

    def slope(self, xi, yi, theta):
        return -xi * (yi - np.dot(xi, theta))

    def train(self, X, y):
        if self.theta is None:
            self.theata = np.zeros(X.shape[1])
        for _ in range(self.n_iter):
            for i in range(len(y)):
                self.theta += self.eta * -self.slope(X[i], y[i], self.theta)

    def predict(self, X):
        return X.dot(self.theta)
