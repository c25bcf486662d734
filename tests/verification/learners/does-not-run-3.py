import numpy as np


class Regression:
    def __init__(self, rate=0.1, rounds=50):
        self.rate = rate
        self.rounds = rounds

    def train(self, X, y):
        y = np.asfarray(y)
        self.bias, self.weights = 0.0, np.zeros(X.shape[1])
        for _ in range(self.rounds):
            miss = X @ self.weights + self.bias - y
            self.weights = self.weights - self.rate * X.T @ miss / len(y)
            self.bias = self.bias - self.rate * np.mean(miss)

    def predict(self, X):
        return X @ self.weights + self.bias
