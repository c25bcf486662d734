x = [1, 2, 3, 4, 5, 6]
y = [2 * i + 6 for i in x]
intercept = 0.0
slope = 1
learning_rate = 0.001


def predict(value, slope, intercept):
    return intercept + value * slope


def squares(x, y):
    return sum((predict(x[i], slope, intercept) - y[i]) ** 2 for i in range(len(x)))


def by_slope(x, y):
    return sum(2 * (predict(x[i], slope, intercept) - y[i]) * x[i] for i in range(len(x)))


def by_intercept(x, y):
    return sum(2 * (predict(x[i], slope, intercept) - y[i]) for i in range(len(x)))


while squares(x, y) > 1e-6:
    down, across = by_slope(x, y), by_intercept(x, y)
    slope -= down * learning_rate
    intercept -= across * learning_rate
print(slope, intercept)
