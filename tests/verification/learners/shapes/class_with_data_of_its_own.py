import numpy as np


class UniLinearRegression:
    def __init__(self, learning_rate):
        np.random.seed(0)
        self.m = 50
        self.x_train = np.linspace(0, 10, self.m)
        self.y_train = 3 * self.x_train + 4 + np.random.randn(self.m)
        self.w = 0
        self.b = 0
        self.learning_rate = learning_rate

    def cost(self):
        return ((self.w * self.x_train + self.b - self.y_train) ** 2).sum() / (2 * self.m)

    def gradient_descent(self, max_iter=1000):
        for _ in range(max_iter):
            error = self.w * self.x_train + self.b - self.y_train
            self.w, self.b = (
                self.w - self.learning_rate * np.mean(error * self.x_train),
                self.b - self.learning_rate * np.mean(error),
            )
