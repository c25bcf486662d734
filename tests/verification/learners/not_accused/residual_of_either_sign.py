import numpy as np

def gradient(X, error):
    return X.T @ error / len(error)

def mse(y, y_hat):
    error = y - y_hat
    return np.mean(error ** 2) / 2

class App:
    def __init__(self, window):
        self.window = window

    def on_click(self, event):
        X, y = self.window.table()
        y_hat = X @ self.window.theta
        error = y_hat - y
        self.window.theta = self.window.theta - self.window.rate * gradient(X, error)
        self.window.redraw()
