class LinearRegression:
    def __init__(self, lr=0.01, epochs=100):
        self.lr = lr
        self.epochs = epochs
        self.w = 1.0
        self.b = 0.0

    def predict(self, x):
        return [self.w * xi + self.b for xi in x]

    def fit(self, x, y):
        n = len(x)
        self.w = 1.0
        self.b = 0.0
        for _ in range(self.epochs):
            pred = self.predict(x)
            dw = sum((p - t) * self.w for p, t in zip(pred, y)) / n
            db = sum(p - t for p, t in zip(pred, y)) / n
            self.w = self.w - self.lr * dw
            self.b = self.b - self.lr * db
