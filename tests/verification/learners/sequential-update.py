import numpy as np

class LinearRegression:
    def __init__(self, lr=0.01, epochs=1000):
        self.lr = lr
        self.epochs = epochs

    def predict(self, X):
        return X @ self.w + self.b

    def fit(self, X, y):
        n = len(y)
        self.w = np.zeros(X.shape[1])
        self.b = 0.0
        for _ in range(self.epochs):
            self.b -= self.lr * (self.predict(X) - y).sum() / n
            self.w -= self.lr * X.T @ (self.predict(X) - y) / n
