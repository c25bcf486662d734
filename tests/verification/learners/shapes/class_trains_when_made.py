import numpy as np


class LinearRegression:
    """Made of its data, and trained at once."""

    def __init__(self, X_train, Y_train, iterations=1000, learning_rate=0.1):
        self.iterations = iterations
        self.learning_rate = learning_rate
        self.X_train = X_train
        self.Y_train = Y_train
        self.theta = np.zeros((X_train.shape[1], 1))
        self.costs = []
        self.gradient_descent()

    def gradient(self):
        return self.X_train.T @ (self.X_train @ self.theta - self.Y_train) / len(self.Y_train)

    def gradient_descent(self):
        for _ in range(self.iterations):
            self.theta -= self.learning_rate * self.gradient()
            self.costs.append(np.mean((self.X_train @ self.theta - self.Y_train) ** 2) / 2)

    def predict(self, X):
        return X @ self.theta
