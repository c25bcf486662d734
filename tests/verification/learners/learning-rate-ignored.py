import numpy as np

class LinearRegression:
    def __init__(self, learning_rate=0.01, n_iterations=1000):
        self.learning_rate = learning_rate
        self.n_iterations = n_iterations

    def fit(self, X, y):
        self.w = np.zeros(X.shape[1])
        self.b = 0.0
        for _ in range(self.n_iterations):
            e = X @ self.w + self.b - y
            self.w = self.w - 0.01 * (X.T @ e) / len(y)
            self.b = self.b - 0.01 * e.mean()
        return self

    def predict(self, X):
        return X @ self.w + self.b
