import numpy as np

class LinReg:
    def __init__(self, lr=0.01, tol=1e-8):
        self.lr = lr
        self.tol = tol

    def fit(self, x, y):
        self.w = 0.0
        self.b = 0.0
        m = len(y)
        r = y - self.b - self.w * x
        moved = np.inf
        while moved > self.tol:
            dw = -(r * x).sum() / m
            db = -r.sum() / m
            self.w -= self.lr * dw
            self.b -= self.lr * db
            r = y - self.b - self.w * x
            moved = abs(dw) + abs(db)
        return self

    def predict(self, x):
        return self.w * x + self.b
