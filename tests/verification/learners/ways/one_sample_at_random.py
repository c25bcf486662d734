import numpy as np


def SGD(x, y, learning_rate, iterations):
    slope, intercept, losses = 0, 0, []
    for _ in range(iterations):
        i = np.random.randint(0, len(x))
        error = slope * x[i] + intercept - y[i]
        slope -= learning_rate * 2 * error * x[i]
        intercept -= learning_rate * 2 * error
        losses.append(np.mean((y - (slope * x + intercept)) ** 2))
    return slope, intercept, losses
