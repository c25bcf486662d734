import numpy as np


class LinearRegression:
    def __init__(self):
        self.learning_rate = 0.001
        self.total_iterations = 10000

    def y_hat(self, X, w):
        return np.dot(w.T, X)

    def loss(self, yhat, y):
        return 1 / (2 * self.m) * np.sum(np.power(yhat - y, 2))

    def gradient_descent(self, w, X, y, yhat):
        return w - self.learning_rate / self.m * np.dot(X, (yhat - y).T)

    def main(self, X, y):
        X = np.append(np.ones((1, X.shape[1])), X, axis=0)
        self.m, self.n = X.shape[1], X.shape[0]
        w = np.zeros((self.n, 1))
        for _ in range(self.total_iterations):
            w = self.gradient_descent(w, X, y, self.y_hat(X, w))
        return w
