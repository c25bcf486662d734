import numpy as np


class LinearRegression:
    def __init__(self, n_epochs, learning_rate):
        self.n_epochs, self.learning_rate = n_epochs, learning_rate

    def loss_function(self, X, y):
        return np.mean((self.predict(X) - y) ** 2) / 2

    def fit(self, X, y):
        X, y = X.values, y.values.reshape(-1, 1)
        self.w, self.b, self.loss_history = np.zeros(X.shape[1]), 0, []
        for _ in range(self.n_epochs):
            errors = self.predict(X) - y.reshape(-1)
            self.w = self.w - self.learning_rate * X.T.dot(errors) / len(X)
            self.b = self.b - self.learning_rate * np.mean(errors)
            self.loss_history.append(self.loss_function(X, y))

    def predict(self, X):
        return np.dot(X, self.w) + self.b
