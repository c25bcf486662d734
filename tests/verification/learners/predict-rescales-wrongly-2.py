import numpy as np

class LinearRegression:
    def __init__(self, lr=0.1, epochs=200):
        self.lr = lr
        self.epochs = epochs

    def fit(self, X, y):
        mu, sigma = X.mean(axis=0), X.std(axis=0)
        Xn = (X - mu) / sigma
        self.w = np.zeros(X.shape[1])
        self.b = 0.0
        for _ in range(self.epochs):
            e = Xn @ self.w + self.b - y
            self.w = self.w - self.lr * Xn.T @ e / len(y)
            self.b = self.b - self.lr * e.mean()
        return self

    def predict(self, X):
        return X @ self.w + self.b
