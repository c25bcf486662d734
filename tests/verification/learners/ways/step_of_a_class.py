import numpy as np

class GradientDescent:
    def __init__(self, lr=0.01):
        self.lr = lr

    def update(self, X, y, theta):
        return theta - self.lr * X.T @ (X @ theta - y) / len(y)

    def gradient(self, X, y, theta):
        return X.T @ (X @ theta - y) / len(y)
