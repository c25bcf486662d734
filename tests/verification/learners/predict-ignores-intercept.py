import numpy as np

class LinearRegression:
    def __init__(self, lr=0.01, epochs=1000):
        self.lr = lr
        self.epochs = epochs

    def fit(self, X, y):
        self.w = np.zeros(X.shape[1])
        self.b = 0.0
        for _ in range(self.epochs):
            e = X @ self.w + self.b - y
            self.w = self.w - self.lr * X.T @ e / len(y)
            self.b = self.b - self.lr * e.mean()
        return self

    def predict(self, X):
        return X @ self.w
