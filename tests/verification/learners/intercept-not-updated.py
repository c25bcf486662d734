import numpy as np

class LinearRegression:
    def __init__(self, learning_rate=0.01, iterations=1000):
        self.learning_rate = learning_rate
        self.iterations = iterations

    def fit(self, X, y):
        m = X.shape[0]
        self.w = np.zeros(X.shape[1])
        self.b = 0
        for _ in range(self.iterations):
            y_pred = X.dot(self.w) + self.b
            dw = X.T.dot(y_pred - y) / m
            self.w = self.w - self.learning_rate * dw

    def predict(self, X):
        return X.dot(self.w) + self.b
