import numpy as np

class Ridge:
    def __init__(self, lr=0.01, n_iter=500, lam=1.0):
        self.lr, self.n_iter, self.lam = lr, n_iter, lam

    def loss(self, X, y):
        r = self.predict(X) - y
        return (np.sum(r ** 2) + self.lam * np.sum(self.coef_ ** 2)) / (2 * len(y))

    def fit(self, X, y):
        self.coef_, self.intercept_ = np.zeros(X.shape[1]), 0.0
        for _ in range(self.n_iter):
            r = self.predict(X) - y
            self.coef_ = self.coef_ - self.lr * (X.T @ r + 2 * self.lam * self.coef_) / len(y)
            self.intercept_ = self.intercept_ - self.lr * r.mean()
        return self

    def predict(self, X):
        return X @ self.coef_ + self.intercept_
