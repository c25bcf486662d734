import numpy as np


class Linear:
    def __init__(self, alpha=0.01, iterations=1000):
        self.alpha = alpha
        self.iterations = iterations

    def propagate(self, w, b, X, Y):
        m = X.shape[1]
        difference = np.dot(w.T, X) + b - Y
        cost = np.sum(difference**2) / (2 * m)
        grads = {"dw": np.dot(X, difference.T) / m, "db": np.sum(difference) / m}
        return grads, cost

    def fit(self, X, Y):
        self.w, self.b = np.zeros((X.shape[0], 1)), 0.0
        for _ in range(self.iterations):
            grads, cost = self.propagate(self.w, self.b, X, Y)
            self.w = self.w - self.alpha * grads["dw"]
            self.b = self.b - self.alpha * grads["db"]

    def predict(self, X):
        return np.dot(self.w.T, X) + self.b
