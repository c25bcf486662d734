import numpy as np


class Ridge:
    """J(w, b) = (‖Xw + b − y‖² + alpha‖w‖²) / 2m; the bias is not penalised."""

    def __init__(self, learning_rate=0.01, n_iterations=1000, alpha=1.0):
        self.learning_rate = learning_rate
        self.n_iterations = n_iterations
        self.alpha = alpha

    def fit(self, X, y):
        m, n = X.shape
        self.weights, self.bias, self.losses = np.zeros(n), 0.0, []
        for _ in range(self.n_iterations):
            error = X @ self.weights + self.bias - y
            self.losses.append((error @ error + self.alpha * self.weights @ self.weights) / (2 * m))
            self.weights = self.weights - self.learning_rate * (X.T @ error + self.alpha * self.weights) / m
            self.bias = self.bias - self.learning_rate * error.mean()
        return self

    def predict(self, X):
        return X @ self.weights + self.bias
