import numpy as np


class Regressor:
    def __init__(self, data, learning_rate=0.01, iterations=100):
        self.x = data[0]
        self.y = data[1]
        self.w = np.zeros((self.x.shape[1], 1))
        self.b = 0
        self.learning_rate = learning_rate
        self.iterations = iterations

    def loss(self):
        return np.sum((self.x.dot(self.w) + self.b - self.y) ** 2) / (2 * len(self.y))

    def fit(self, theta):
        self.w = theta[0]
        self.b = theta[1]
        for _ in range(self.iterations):
            error = self.x.dot(self.w) + self.b - self.y
            self.w = self.w - self.learning_rate * self.x.T.dot(error) / len(self.y)
            self.b = self.b - self.learning_rate * np.sum(error) / len(self.y)
        return self.w, self.b
