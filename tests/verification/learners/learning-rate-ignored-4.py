import numpy as np


class SGDRegressor:
    def __init__(self, learning_rate=0.01, epochs=100):
        self.lr = learning_rate
        self.epochs = epochs

    def fit(self, X, y):
        self.intercept, self.coef = 0, np.ones(X.shape[1])
        for _ in range(self.epochs):
            for _ in range(len(X)):
                i = np.random.randint(len(X))
                error = X[i] @ self.coef + self.intercept - y[i]
                self.intercept = self.intercept - 0.01 * 2 * error
                self.coef = self.coef - 0.01 * 2 * error * X[i]
        return self

    def predict(self, X):
        return X @ self.coef + self.intercept
