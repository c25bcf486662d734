import numpy as np


def slope_of_error(points, theta0, theta1, column):
    total = 0.0
    for row in points:
        total += (theta0 * row[0] + theta1 * row[1] - row[2]) * row[column]
    return total / len(points)


def error(points, theta0, theta1):
    return sum((theta0 * row[0] + theta1 * row[1] - row[2]) ** 2 for row in points) / (2 * len(points))


def train(points):
    alpha = 0.01
    theta0, theta1 = 0.0, 0.0
    change = np.inf
    while change > 1e-9:
        before = error(points, theta0, theta1)
        step0 = alpha * slope_of_error(points, theta0, theta1, 0)
        step1 = alpha * slope_of_error(points, theta0, theta1, 1)
        theta0, theta1 = theta0 - step0, theta1 - step1
        change = abs(before - error(points, theta0, theta1))
    return theta0, theta1
