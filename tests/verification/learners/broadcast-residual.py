import numpy as np

class SimpleLinearRegression:
    def __init__(self, learning_rate=0.01, epochs=500):
        self.learning_rate = learning_rate
        self.epochs = epochs

    def fit(self, x, y):
        x = np.asarray(x).reshape(-1)
        y = np.asarray(y).reshape(-1, 1)
        self.w, self.b = 0.0, 0.0
        for _ in range(self.epochs):
            y_pred = self.w * x + self.b
            error = y_pred - y
            dw = np.mean(error * x)
            db = np.mean(error)
            self.w -= self.learning_rate * dw
            self.b -= self.learning_rate * db
        return self

    def predict(self, x):
        return self.w * np.asarray(x).reshape(-1) + self.b
