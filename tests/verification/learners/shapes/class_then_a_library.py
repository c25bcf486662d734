import numpy as np


class SGDRegressor:
    def __init__(self, learning_rate=0.01, epochs=100):
        self.lr = learning_rate
        self.epochs = epochs

    def fit(self, X, y):
        self.coef_ = np.zeros(X.shape[1])
        self.intercept_ = 0.0
        for _ in range(self.epochs):
            error = X @ self.coef_ + self.intercept_ - y
            self.coef_ = self.coef_ - self.lr * 2 * X.T @ error / len(y)
            self.intercept_ = self.intercept_ - self.lr * 2 * np.mean(error)

    def predict(self, X):
        return X @ self.coef_ + self.intercept_


from sklearn.linear_model import SGDRegressor

reference = SGDRegressor(max_iter=100)
