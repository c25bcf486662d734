import numpy as np


class LinearRegression:
    def __init__(self, iter, learning_rate):
        self.iter = iter
        self.learning_rate = learning_rate
        self.weights = None
        self.bias = None

    def fit(self, X, y):
        n_samples, n_features = X.shape
        self.weights = np.zeros(n_features)
        self.bais = 0
        for _ in range(self.iter):
            loss = np.dot(X, self.weights) + self.bais - y
            self.weights -= self.learning_rate * np.dot(X.T, loss) / n_samples
            self.bias -= self.learning_rate * np.sum(loss) / n_samples

    def predict(self, X):
        return np.dot(X, self.weights) + self.bias
