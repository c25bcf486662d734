import numpy as np

class KeepsLearning:
    def __init__(self, alpha=0.05, n_steps=50):
        self.alpha = alpha
        self.n_steps = n_steps

    def fit(self, X, y):
        self.rows, self.targets = X, y
        self.slopes = np.zeros(X.shape[1])
        self.offset = 0.0
        for _ in range(self.n_steps):
            self.improve()

    def improve(self):
        error = self.rows @ self.slopes + self.offset - self.targets
        self.slopes = self.slopes - self.alpha * self.rows.T @ error / len(error)
        self.offset = self.offset - self.alpha * np.mean(error)

    def predict(self, X):
        self.improve()
        return X @ self.slopes + self.offset
