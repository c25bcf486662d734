import numpy as np


def computeCost(X, y, theta):
    m = y.size
    start = np.zeros(2, 1)
    theta = theta + start
    return np.sum((X.dot(theta) - y) ** 2) / (2 * m)
