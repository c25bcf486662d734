import numpy as np

class LinearModel:
    def __init__(self, learning_rate=0.02, n_epochs=100):
        self.learning_rate = learning_rate
        self.n_epochs = n_epochs

    def fit(self, X, y):
        self.w = np.zeros(X.shape[1])
        self.b = 0.0
        for _ in range(self.n_epochs):
            self.w = self.w - self.learning_rate * np.mean(self.predict(X) - y)

    def predict(self, X):
        return X @ self.w + self.b
