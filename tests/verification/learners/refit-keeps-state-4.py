import numpy as np
from tqdm import tqdm


class SGDRegressor:
    def __init__(self, n_iterations=100, lr=0.001):
        self.n_iterations = n_iterations
        self.lr = lr
        self.weight = None

    def fit(self, X, y):
        if self.weight is None:
            self.weight, self.bias = np.zeros(X.shape[1]), 0.0
        bar = tqdm(range(self.n_iterations), total=self.n_iterations)
        for epoch in range(self.n_iterations):
            bar.update(1)
            error = X @ self.weight + self.bias - y
            self.weight = self.weight - self.lr * X.T @ error / len(y)
            self.bias = self.bias - self.lr * error.mean()
            bar.set_description(f"epoch {epoch}")
        return self

    def predict(self, X):
        return X @ self.weight + self.bias
