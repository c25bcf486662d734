import numpy as np


class Regression:
    def __init__(self, data):
        self.x = np.vstack((np.ones(len(data)), data[:, 0])).T
        self.y = data[:, 1].reshape(-1, 1)
        self.m = self.y.size
        self.theta = np.zeros((2, 1))
        self.y_pred = 0

    def update_theta(self, learning_rate):
        self.y_pred = self.x @ self.theta
        self.theta = self.theta - learning_rate / self.m * self.x.T @ (self.y_pred - self.y)

    def compute_cost(self):
        return 1 / 2 * self.m * np.sum((self.y_pred - self.y) ** 2)
