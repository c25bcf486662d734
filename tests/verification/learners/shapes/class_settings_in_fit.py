import numpy as np
import matplotlib.pyplot as plt


class Regressor:
    """theta includes the intercept, the column of ones is added here."""

    def fit(self, X, y, epochs=100, alpha=0.1):
        Xb = np.c_[np.ones(len(X)), X]
        self.theta = np.random.randn(Xb.shape[1])
        self.cost_history = []
        for epoch in range(epochs):
            error = Xb.dot(self.theta) - y
            self.theta -= alpha * 2 / len(y) * Xb.T.dot(error)
            self.cost_history.append(np.mean(error**2))
        return self

    def predict(self, X):
        return np.c_[np.ones(len(X)), X].dot(self.theta)

    def plot(self):
        plt.plot(self.cost_history)
        plt.show()
