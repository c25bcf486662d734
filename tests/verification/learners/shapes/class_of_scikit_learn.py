import numpy as np
from sklearn.base import BaseEstimator, RegressorMixin
from sklearn.utils.validation import check_array, check_is_fitted, check_X_y


class GDRegressor(BaseEstimator, RegressorMixin):
    def __init__(self, eta0=0.01, max_iter=1000):
        self.eta0 = eta0
        self.max_iter = max_iter

    def fit(self, X, y):
        X, y = check_X_y(X, y)
        self.coef_ = np.zeros(X.shape[1])
        self.intercept_ = 0.0
        for _ in range(self.max_iter):
            r = X @ self.coef_ + self.intercept_ - y
            self.coef_ -= self.eta0 * X.T @ r / len(y)
            self.intercept_ -= self.eta0 * r.mean()
        return self

    def predict(self, X):
        check_is_fitted(self)
        X = check_array(X)
        return X @ self.coef_ + self.intercept_
