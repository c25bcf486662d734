# The line is a*x + b.
def error(x, y, a, b):
    total = 0
    for i in range(len(x)):
        total += (a * x[i] + b - y[i]) ** 2
    return total / (2 * len(x))


def derivative_a(x, y, a, b):
    total = 0
    for i in range(len(x) - 1):
        total += (a * x[i] + b - y[i]) * x[i]
    return total / len(x)


def derivative_b(x, y, a, b):
    total = 0
    for i in range(len(x) - 1):
        total += a * x[i] + b - y[i]
    return total / len(x)
