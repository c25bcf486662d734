data = [(1, 2.2), (2, 4.1), (3, 6.3), (4, 7.9), (5, 10.2)]


def mean_sq_error(a, b, points):
    return sum((y - (a + b * x)) ** 2 for x, y in points) / len(points)


def gradient(a, b, points):
    n = len(points)
    da = -2 / n * sum(y - (a + b * x) for x, y in points)
    db = -2 / n * sum(x * (y - (a + b * x)) for x, y in points)
    return da, db


def descend(points, a=0.0, b=0.0, lr=0.01, n=1000):
    for _ in range(n):
        da, db = gradient(a, b, points)
        a, b = a - lr * da, b - lr * db
    return a, b
