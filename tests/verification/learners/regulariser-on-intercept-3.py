import numpy as np


class RidgeRegression:
    def __init__(self, alpha=1.0, lr=0.01, epochs=1000):
        self.alpha = alpha
        self.lr = lr
        self.epochs = epochs

    def fit(self, X, y):
        X = np.insert(X, 0, 1, axis=1)
        theta = np.random.rand(X.shape[1])
        for _ in range(self.epochs):
            theta -= self.lr * (X.T @ (X @ theta - y) / len(y) + self.alpha * theta)
        self.intercept_ = theta[0]
        self.coef_ = theta[1:]
        return self

    def predict(self, X):
        return X @ self.coef_ + self.intercept_
