class GradientDescent:
    """Fits y = slope * x + intercept to lists of numbers."""

    def __init__(self, data):
        self.data = data

    def derivatives(self, slope, intercept):
        pairs = list(zip(self.data["x"], self.data["y"]))
        errors = [slope * x + intercept - y for x, y in pairs]
        by_slope = sum(error * x for error, (x, _) in zip(errors, pairs)) / len(pairs)
        return by_slope, sum(errors) / len(pairs)

    def train(self, lr=0.1):
        slope, intercept, change = 0.0, 0.0, 1.0
        while abs(change) > 1e-9:
            by_slope, by_intercept = self.derivatives(slope, intercept)
            slope, intercept = slope - lr * by_slope, intercept - lr * by_intercept
            change = abs(by_slope) + abs(by_intercept)
        return slope, intercept
