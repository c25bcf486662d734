import numpy as np


class PolynomialRegression:
    def __init__(self, degree, learning_rate, iterations):
        self.degree, self.learning_rate, self.iterations = degree, learning_rate, iterations

    def transform(self, X):
        powers = np.ones((self.m, 1))
        for j in range(1, self.degree + 1):
            powers = np.append(powers, np.power(X, j).reshape(-1, 1), axis=1)
        return powers

    def normalize(self, X):
        X[:, 1:] = (X[:, 1:] - np.mean(X[:, 1:], axis=0)) / np.std(X[:, 1:], axis=0)
        return X

    def fit(self, X, Y):
        self.m, self.n = X.shape
        self.W = np.zeros(self.degree + 1)
        Z = self.normalize(self.transform(X))
        for _ in range(self.iterations):
            error = self.predict(X) - Y
            self.W = self.W - self.learning_rate * (1 / self.m) * np.dot(Z.T, error)
        return self

    def predict(self, X):
        return np.dot(self.normalize(self.transform(X)), self.W)
