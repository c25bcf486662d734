import numpy as np


class SimpleLinearRegression:
    def __init__(self, learning_rate=0.001, max_iter=5000):
        self.learning_rate = learning_rate
        self.max_iter = max_iter

    def fit(self, x, y):
        self.m = 0.0
        self.b = 0.0
        n = float(len(x))
        for i in range(self.max_iter + 1):
            miss = y - (self.m * x + self.b)
            d_m = -2 / n * sum(x * miss)
            d_b = -2 / n * sum(miss)
            self.m = self.m - self.learning_rate * d_m
            self.b = self.b - self.learning_rate * d_b
        return self.m, self.b

    def predict(self, x):
        print(f"for {x} expect {round(self.m * x + self.b, 2)}")
