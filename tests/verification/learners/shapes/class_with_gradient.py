import numpy as np


class Line:
    def __init__(self, epochs=100, lr=0.01):
        self.epochs = epochs
        self.lr = lr

    def gradient(self, x, y):
        n = len(x)
        off = y - (self.slope * x + self.intercept)
        return (-2 / n) * np.sum(x * off), (-2 / n) * np.sum(off)

    def fit(self, x, y):
        self.slope, self.intercept = 0.0, 0.0
        for _ in range(self.epochs):
            down_m, down_c = self.gradient(x, y)
            self.slope = self.slope - self.lr * down_m
            self.intercept = self.intercept - self.lr * down_c

    def predict(self, x):
        return self.slope * x + self.intercept
