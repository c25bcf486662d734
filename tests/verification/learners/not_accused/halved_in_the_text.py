import numpy as np

class LinearRegression:
    # J = 1/2m * sum((h - y)^2)
    def __init__(self, learning_rate=0.01, iterations=1000):
        self.learning_rate = learning_rate
        self.iterations = iterations

    def fit(self, X, Y):
        self.m, self.n = X.shape
        self.W = np.zeros(self.n)
        self.b = 0
        for i in range(self.iterations):
            self.update_weights(X, Y)
        pred = self.predict(X)
        loss = np.square(Y - pred).mean()
        print("train MSE", loss, "train RMSE", loss ** 0.5)
        return self

    def update_weights(self, X, Y):
        d = self.predict(X) - Y
        self.W = self.W - self.learning_rate * X.T.dot(d) / self.m
        self.b = self.b - self.learning_rate * np.sum(d) / self.m
        return self

    def predict(self, X):
        return X.dot(self.W) + self.b
