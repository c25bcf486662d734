import numpy as np

class LinearRegressionGD:
    def __init__(self, eta=0.05, n_iter=100):
        self.eta = eta
        self.n_iter = n_iter

    def fit(self, X, y):
        n_features = X.shape[1]
        self.coef_ = np.zeros(n_features)
        self.intercept_ = 0.0
        for _ in range(self.n_iter):
            error = X @ self.coef_ + self.intercept_ - y
            grad_w = X.T @ error / n_features
            grad_b = error.sum() / n_features
            self.coef_ -= self.eta * grad_w
            self.intercept_ -= self.eta * grad_b
        return self

    def predict(self, X):
        return X @ self.coef_ + self.intercept_
