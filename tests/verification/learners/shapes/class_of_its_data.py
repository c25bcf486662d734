import numpy as np


class LinearModel:
    """Built with the data; the bias is the last of theta."""

    def __init__(self, features, labels):
        self.X = np.hstack((features, np.ones((features.shape[0], 1))))
        self.y = labels.reshape((-1, 1))

    def cost(self):
        d = self.X @ self.theta - self.y
        return (d.T @ d).item() / (2 * len(self.y))

    def gradient(self):
        return self.X.T @ (self.X @ self.theta - self.y) / len(self.y)

    def train(self, alpha, iters):
        self.theta = np.zeros((self.X.shape[1], 1))
        for _ in range(iters):
            self.theta -= alpha * self.gradient()
        return self.theta

    def predict(self, features):
        return features @ self.theta[:-1] + self.theta[-1]
