import numpy as np


def cost(theta, X, y):
    r = X @ theta - y
    return r @ r / (2 * len(y))


def gradient(theta, X, y, h=1e-5):
    slopes = np.zeros(len(theta))
    for j in range(len(theta)):
        step = np.zeros(len(theta))
        step[j] = h
        slopes[j] = (cost(theta + step, X, y) - cost(theta - step, X, y)) / (2 * h)
    return slopes
