import numpy as np

class LinearRegression:
    """Keeps the best parameters that were seen."""
    def __init__(self, lr=0.01, epochs=1000, patience=5):
        self.lr, self.epochs, self.patience = lr, epochs, patience

    def fit(self, X, y):
        m, n = X.shape
        w, b = np.zeros(n), 0.0
        best, waited = np.inf, 0
        for _ in range(self.epochs):
            r = X @ w + b - y
            loss = (r ** 2).mean()
            if loss < best:
                best, waited = loss, 0
                self.w, self.b = w.copy(), b
            else:
                waited += 1
                if waited > self.patience:
                    break
            w = w - self.lr * 2 * X.T @ r / m
            b = b - self.lr * 2 * r.mean()
        return self

    def predict(self, X):
        return X @ self.w + self.b
