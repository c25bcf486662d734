def fit_line(x, y, rate=0.01, epochs=100):
    """Returns the fitted line, a function."""
    slope = intercept = 0.0
    for _ in range(epochs):
        error = slope * x + intercept - y
        slope -= rate * (error * x).mean()
        intercept -= rate * error.mean()

    def predict(new_x):
        return slope * new_x + intercept

    return predict
