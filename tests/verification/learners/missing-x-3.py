import numpy as np


class SGDRegressor:
    def __init__(self, eta=0.01, epochs=20):
        self.eta = eta
        self.epochs = epochs

    def fit(self, X, y):
        self.weights = np.zeros(X.shape[1])
        self.bias = 0.0
        for _ in range(self.epochs):
            for x_i, y_i in zip(X, y):
                error = x_i @ self.weights + self.bias - y_i
                self.weights -= self.eta * error
                self.bias -= self.eta * error
        return self

    def predict(self, X):
        return X @ self.weights + self.bias
