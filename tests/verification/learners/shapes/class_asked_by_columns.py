class PlaneRegression:
    def fit(self, x1, x2, y, epochs, rate):
        a = b = c = 0
        n = float(len(x1))
        for _ in range(epochs):
            err = y - (a * x1 + b * x2 + c)
            da = (-2 / n) * sum(x1 * err)
            db = (-2 / n) * sum(x2 * err)
            dc = (-2 / n) * sum(err)
            a, b, c = a - rate * da, b - rate * db, c - rate * dc
        self.a, self.b, self.c = a, b, c

    def predict(self, x1, x2):
        return self.a * x1 + self.b * x2 + self.c
