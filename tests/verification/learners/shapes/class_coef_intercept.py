import numpy as np
from sklearn.base import BaseEstimator, RegressorMixin


class GDRegressor(BaseEstimator, RegressorMixin):
    def __init__(self, learning_rate=0.01, max_iter=1000, tol=1e-6):
        self.learning_rate = learning_rate
        self.max_iter = max_iter
        self.tol = tol

    def fit(self, X, y):
        self.coef_ = np.zeros(X.shape[1])
        self.intercept_ = 0.0
        for _ in range(self.max_iter):
            residual = X @ self.coef_ + self.intercept_ - y
            grad = X.T @ residual / len(y)
            if np.linalg.norm(grad) < self.tol:
                break
            self.coef_ -= self.learning_rate * grad
            self.intercept_ -= self.learning_rate * residual.mean()
        return self

    def predict(self, X):
        return X @ self.coef_ + self.intercept_
