import numpy as np


class Regressor:
    def __init__(self, theta, alpha, w0):
        self.theta = theta
        self.alpha = alpha
        self.w0 = w0

    def predict(self, x):
        return self.w0 + x.dot(self.theta)

    def train(self, x, y, iterations):
        m = len(y)
        for _ in range(iterations):
            error = self.predict(x) - y
            self.w0 = self.w0 - self.alpha / m * np.sum(error)
            for j in range(len(self.theta)):
                self.theta[j] = self.theta[j] - self.alpha / m * np.sum(error * x[:, j])
        return self.theta
