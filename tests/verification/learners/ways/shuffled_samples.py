import numpy as np


class StochasticRegression:
    """The weights are updated after every sample: the loss of one is ½(w·x + b − y)²."""

    def __init__(self, lr=0.01, n_epochs=50, shuffle=True, random_state=None):
        self.lr, self.n_epochs, self.shuffle, self.random_state = lr, n_epochs, shuffle, random_state

    def fit(self, X, y):
        rng = np.random.RandomState(self.random_state)
        self.w, self.b = np.zeros(X.shape[1]), 0.0
        for _ in range(self.n_epochs):
            order = rng.permutation(len(y)) if self.shuffle else np.arange(len(y))
            for i in order:
                error = X[i] @ self.w + self.b - y[i]
                self.w = self.w - self.lr * error * X[i]
                self.b = self.b - self.lr * error
        return self

    def predict(self, X):
        return X @ self.w + self.b
