"""As many samples in an epoch as there are, each drawn anew."""

import numpy as np


class SGDRegressor:
    def __init__(self, epochs=100, learning_rate=0.01):
        self.epochs = epochs
        self.eta = learning_rate

    def fit(self, X_train, y_train):
        self.intercept_ = 1.0
        self.coef_ = np.ones(X_train.shape[1])
        for _ in range(self.epochs):
            for _ in range(X_train.shape[0]):
                i = np.random.randint(0, X_train.shape[0])
                error = y_train[i] - (X_train[i] @ self.coef_ + self.intercept_)
                self.intercept_ = self.intercept_ + self.eta * 2 * error
                self.coef_ = self.coef_ + self.eta * 2 * error * X_train[i]

    def predict(self, X):
        return X @ self.coef_ + self.intercept_
