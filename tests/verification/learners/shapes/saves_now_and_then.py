import numpy as np


class LinearRegressionGD:
    def __init__(self, learning_rate=0.01):
        self.learning_rate = learning_rate

    def train_step(self, X, y):
        error = X @ self.w + self.b - y
        self.w = self.w - self.learning_rate * 2 * X.T @ error / len(y)
        self.b = self.b - self.learning_rate * 2 * error.mean()

    def fit(self, X, y, iterations=1000, verbose=True, save_every=1):
        self.w, self.b, self.saved = np.zeros(X.shape[1]), 0.0, []
        for i in range(iterations):
            self.train_step(X, y)
            if i % save_every == 0:
                self.saved.append((self.w, self.b))
        return self

    def predict(self, X):
        return X @ self.w + self.b
