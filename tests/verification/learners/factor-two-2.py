import numpy as np

class LinearReg:
    def __init__(self, lr=0.01, epochs=1000):
        self.lr = lr
        self.epochs = epochs

    def fit(self, X, y):
        self.m, self.n = X.shape
        self.w = np.zeros(self.n)
        self.b = 0.0
        self.losses = []
        for epoch in range(self.epochs):
            y_hat = self.predict(X)
            loss = (1 / self.m) * np.sum((y - y_hat) ** 2)
            self.losses.append(loss)
            dw = -(1 / self.m) * X.T.dot(y - y_hat)
            db = -(1 / self.m) * np.sum(y - y_hat)
            self.w = self.w - self.lr * dw
            self.b = self.b - self.lr * db

    def predict(self, X):
        return X.dot(self.w) + self.b
