"""Linear regression with stochastic gradient descent, one random sample a step."""
import numpy as np


class LinearRegression:
    def __init__(self, learning_rate=0.01, n_iters=1000):
        self.learning_rate = learning_rate
        self.n_iters = n_iters

    def fit(self, X, y):
        self.mean = X.mean(axis=0)
        self.std = X.std(axis=0)
        Xs = (X - self.mean) / self.std
        m, d = X.shape
        self.weights = np.zeros(d)
        self.bias = 0.0
        for _ in range(self.n_iters):
            i = np.random.randint(m)
            r = Xs[i] @ self.weights + self.bias - y[i]
            self.weights -= self.learning_rate * r * Xs[i]
            self.bias -= self.learning_rate * r
        return self

    def predict(self, X):
        return X @ self.weights + self.bias
