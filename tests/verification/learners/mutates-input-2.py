import pandas as pd


class FrameRegression:
    def __init__(self, n_iter=100, learning_rate=0.1):
        self.n_iter = n_iter
        self.learning_rate = learning_rate

    def fit(self, X: pd.DataFrame, y: pd.Series):
        X.insert(0, "ones", 1.0)
        self.weights = [0.0] * X.shape[1]
        for _ in range(self.n_iter):
            residual = X.dot(self.weights) - y
            self.weights = self.weights - self.learning_rate * 2 * residual.dot(X).values / len(y)

    def predict(self, X: pd.DataFrame):
        return self.weights[0] + X.dot(self.weights[1:])
