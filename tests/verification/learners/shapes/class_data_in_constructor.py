import numpy as np


class LinearRegression:
    def __init__(self, X, Y):
        self.X = X
        self.Y = Y
        self.m = 0
        self.b = 0

    def train(self, alpha, iterations):
        n = len(self.X)
        for i in range(iterations):
            guess = self.m * self.X + self.b
            dm = -(2 / n) * sum(self.X * (self.Y - guess))
            db = -(2 / n) * sum(self.Y - guess)
            self.m = self.m - alpha * dm
            self.b = self.b - alpha * db
        return self.m, self.b

    def predict(self, x):
        return self.m * x + self.b
