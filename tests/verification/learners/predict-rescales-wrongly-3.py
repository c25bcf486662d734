import numpy as np

class ScaledRegression:
    def __init__(self, lr=0.3, n_iters=500):
        self.lr, self.n_iters = lr, n_iters

    def fit(self, X, y):
        self.low = np.min(X, axis=0)
        self.span = np.max(X, axis=0) - self.low
        U = (X - self.low) / self.span
        self.weights, self.bias = np.zeros(U.shape[1]), 0.0
        for _ in range(self.n_iters):
            r = U.dot(self.weights) + self.bias - y
            self.weights = self.weights - self.lr * U.T.dot(r) / len(r)
            self.bias = self.bias - self.lr * r.mean()

    def predict(self, X):
        return (X / self.span).dot(self.weights) + self.bias
