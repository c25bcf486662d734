import numpy as np


class LinearRegression:
    """Linear regression trained with gradient descent."""

    def __init__(self, learning_rate=0.01, n_iterations=1000):
        self.learning_rate = learning_rate
        self.n_iterations = n_iterations

    def fit(self, X, y):
        n_samples, n_features = X.shape
        self.weights = np.zeros(n_features)
        self.bias = 0
        self.cost_history = []
        for _ in range(self.n_iterations):
            y_pred = np.dot(X, self.weights) + self.bias
            cost = np.mean((y_pred - y) ** 2)
            self.cost_history.append(cost)
            # derivatives of the loss
            dw = 2 * np.dot(X.T, (y_pred - y))
            db = 2 * np.sum(y_pred - y)
            self.weights -= self.learning_rate * dw
            self.bias -= self.learning_rate * db
        return self

    def predict(self, X):
        return np.dot(X, self.weights) + self.bias
