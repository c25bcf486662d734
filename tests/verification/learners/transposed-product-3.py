import numpy as np

class LinReg:
    def __init__(self, step_size=0.01, epochs=200):
        self.step_size = step_size
        self.epochs = epochs

    def fit(self, X, y):
        self.coef = np.zeros(X.shape[1])
        self.intercept = 0.0
        for _ in range(self.epochs):
            residual = self.predict(X) - y
            self.coef -= self.step_size * np.dot(X, residual) / len(y)
            self.intercept -= self.step_size * residual.mean()

    def predict(self, X):
        return np.dot(X, self.coef) + self.intercept
