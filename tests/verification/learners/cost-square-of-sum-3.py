import numpy as np


class Linear_Regression:
    def __init__(self, X, Y):
        self.X = X
        self.Y = Y
        self.b = [0, 0]

    def update_coeffs(self, learning_rate):
        m = len(self.Y)
        error = self.predict() - self.Y
        self.b[0] = self.b[0] - learning_rate * (1 / m) * np.sum(error)
        self.b[1] = self.b[1] - learning_rate * (1 / m) * np.sum(error * self.X)

    def predict(self):
        return np.array([self.b[0] + self.b[1] * x for x in self.X])

    def compute_cost(self, Y_pred):
        m = len(self.Y)
        return (1 / (2 * m)) * (np.sum(Y_pred - self.Y) ** 2)

    def plot_best_fit(self, Y_pred):
        print(Y_pred)
