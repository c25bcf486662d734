from collections import namedtuple

Line = namedtuple("Line", "slope intercept")


def loss(line, xs, ys):
    return sum((line.slope * x + line.intercept - y) ** 2 for x, y in zip(xs, ys)) / len(xs)


def fit(xs, ys, learning_rate=0.01, epochs=1000):
    slope = intercept = 0.0
    for _ in range(epochs):
        errors = [slope * x + intercept - y for x, y in zip(xs, ys)]
        d_slope = 2 * sum(e * x for e, x in zip(errors, xs)) / len(xs)
        d_intercept = 2 * sum(errors) / len(xs)
        slope, intercept = slope - learning_rate * d_slope, intercept - learning_rate * d_intercept
    return Line(slope, intercept)
