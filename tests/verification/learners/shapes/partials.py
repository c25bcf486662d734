def predict(x, m, b):
    return [m * xi + b for xi in x]


def mse(x, y, m, b):
    return sum((yi - (m * xi + b)) ** 2 for xi, yi in zip(x, y)) / len(x)


def derivative_m(x, y, m, b):
    return sum(-2 * xi * (yi - (m * xi + b)) for xi, yi in zip(x, y)) / len(x)


def derivative_b(x, y, m, b):
    return sum(-2 * (yi - (m * xi + b)) for xi, yi in zip(x, y)) / len(x)
