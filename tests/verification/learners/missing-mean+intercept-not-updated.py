import numpy as np

class Regressor:
    def __init__(self, rate=0.001, epochs=300):
        self.rate = rate
        self.epochs = epochs

    def error(self, X, y):
        residual = self.predict(X) - y
        return residual @ residual / (2 * len(residual))

    def fit(self, X, y):
        self.beta, self.beta0 = np.zeros(X.shape[1]), 0.0
        self.errors = []
        for _ in range(self.epochs):
            residual = self.predict(X) - y
            self.beta = self.beta - self.rate * residual @ X
            self.errors.append(self.error(X, y))
        return self

    def predict(self, X):
        return X @ self.beta + self.beta0
