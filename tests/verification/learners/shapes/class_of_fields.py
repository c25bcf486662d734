from dataclasses import dataclass, field

import numpy as np


@dataclass
class LinearRegression:
    learning_rate: float
    epochs: int = 500
    verbose: bool = False
    losses: list = field(default_factory=list, init=False)

    def fit(self, X, y):
        m, d = X.shape
        self.w, self.b, self.losses = np.zeros(d), 0.0, []
        for _ in range(self.epochs):
            r = self.predict(X) - y
            self.w = self.w - self.learning_rate * 2 * X.T @ r / m
            self.b = self.b - self.learning_rate * 2 * r.mean()
            self.losses.append((r**2).mean())
        return self

    def predict(self, X):
        return X @ self.w + self.b
