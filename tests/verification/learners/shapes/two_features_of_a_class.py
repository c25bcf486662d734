import numpy as np


class TwoFeatures:
    def __init__(self, lr=0.01, epochs=100):
        self.lr = lr
        self.epochs = epochs

    def fit(self, x1, x2, y):
        n = len(y)
        self.w1 = self.w2 = self.b = 0.0
        for _ in range(self.epochs):
            error = self.w1 * x1 + self.w2 * x2 + self.b - y
            dw1, dw2, db = 2 * np.sum(error * x1) / n, 2 * np.sum(error * x2) / n, 2 * np.sum(error) / n
            self.w1 -= self.lr * dw1
            self.w2 -= self.lr * dw2
            self.b -= self.lr * db

    def predict(self, x1, x2):
        return self.w1 * x1 + self.w2 * x2 + self.b
