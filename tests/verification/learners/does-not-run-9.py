class Regression:
    def __init__(self):
        self.w = 0
        self.b = 0
        self.predictions = []

    def fit(self, x, y, epochs=5000, learning_rate=0.01):
        for _ in range(epochs):
            predictions = [self.b + value * self.w for value in x]
            slope_w = sum((self.predictions[i] - y[i]) * x[i] for i in range(len(y))) / len(x)
            slope_b = sum(self.predictions[i] - y[i] for i in range(len(y))) / len(x)
            self.w, self.b = self.w - learning_rate * slope_w, self.b - learning_rate * slope_b
        self.predictions = predictions

    def predict(self, x):
        return [self.b + value * self.w for value in x]
