class SimpleLinearRegression:
    """One feature: y = slope * x + intercept."""

    def __init__(self):
        self.learning_rate = 0.01
        self.epochs = 500

    def train(self, x, y):
        n = len(x)
        self.slope = 0
        self.intercept = 0
        for _ in range(self.epochs):
            d_slope = 0
            d_intercept = 0
            for i in range(n):
                error = self.slope * x[i] + self.intercept - y[i]
                d_slope += error * x[i]
                d_intercept += error
            self.slope -= self.learning_rate * d_slope / n
            self.intercept -= self.learning_rate * d_intercept / n

    def predict(self, x):
        return self.slope * x + self.intercept
