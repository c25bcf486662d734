import numpy as np


class LinearRegression:
    def __init__(self, data):
        self.x = np.vstack((np.ones(len(data)), data[:, 0])).T
        self.y = data[:, 1].reshape(-1, 1)
        self.m = len(data)
        self.theta = np.zeros((2, 1))

    def update_theta(self, learning_rate):
        d_theta = self.x.T.dot(self.x.dot(self.theta) - self.y) / self.m
        self.theta = self.theta - learning_rate * d_theta


model = LinearRegression(np.loadtxt("data.txt"))
for _ in range(1000):
    model.update_theta(0.01)
