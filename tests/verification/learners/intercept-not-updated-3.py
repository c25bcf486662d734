import numpy as np


class Regressor:
    def __init__(self, n_inputs=None, learning_rate=0.01, max_epochs=100, init_bias=0.0):
        self.learning_rate = learning_rate
        self.max_epochs = max_epochs
        self.init_bias = init_bias

    def _activate(self, X):
        return np.matmul(X, self.weights) + self.bias

    def fit(self, X, y):
        n_rows, n_cols = X.shape
        self.weights = np.zeros(n_cols)
        self.bias = self.init_bias
        for _ in range(self.max_epochs):
            error = self._activate(X) - y
            self.weights -= self.learning_rate * np.matmul(X.T, error) / n_rows
        return self

    def predict(self, X):
        return self._activate(X)
