import numpy as np

class LinearRegression:
    def __init__(self, lr=0.01, iterations=1000):
        self.lr = lr
        self.iterations = iterations

    def fit(self, X, y):
        m, n = X.shape
        self.W = np.zeros(n)
        self.b = 0
        for i in range(self.iterations):
            Y_pred = X.dot(self.W) + self.b
            dW = (2 / m) * np.sum(Y_pred - y)
            db = (2 / m) * np.sum(Y_pred - y)
            self.W = self.W - self.lr * dW
            self.b = self.b - self.lr * db
        return self

    def predict(self, X):
        return X.dot(self.W) + self.b
