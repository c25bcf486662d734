import numpy as np


class Ridge:
    def __init__(self, alpha=0.1, learning_rate=0.01, iterations=1000):
        self.alpha = alpha
        self.learning_rate = learning_rate
        self.iterations = iterations

    def predict(self, X):
        return np.dot(X, self.weights) + self.bias

    def compute_cost(self, X, y):
        m = len(y)
        return (1 / 2 * m) * np.sum((self.predict(X) - y) ** 2) + self.alpha / 2 * np.sum(self.weights**2)

    def fit(self, X, y):
        m, n = X.shape
        self.weights, self.bias = np.zeros(n), 0
        for _ in range(self.iterations):
            error = self.predict(X) - y
            self.weights -= self.learning_rate * (X.T @ error / m + self.alpha * self.weights)
            self.bias -= self.learning_rate * np.sum(error) / m
        return self
