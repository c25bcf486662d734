import numpy as np


class LinearRegressionGD:
    def __init__(self, eta=0.001, n_iter=20):
        self.eta = eta
        self.n_iter = n_iter

    def fit(self, X, y):
        self.w_ = np.zeros(1 + X.shape[1])
        self.cost_ = []
        for _ in range(self.n_iter):
            errors = y - (X.dot(self.w_[1:]) + self.w_[0])
            self.w_[1:] += self.eta * X.T.dot(errors)
            self.w_[0] += self.eta * errors.sum()
            self.cost_.append((errors**2).mean() / 2)
        return self

    def predict(self, sample):
        """The price of one house."""
        return self.w_[0] + (self.w_[1:] * sample).sum()
