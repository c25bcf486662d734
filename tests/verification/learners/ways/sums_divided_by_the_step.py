import numpy as np


def cost(m, theta0, theta1, xs, ys):
    return sum((theta0 + theta1 * x - y) ** 2 for x, y in zip(xs, ys)) / (2 * m)


def derivatives_of_cost(m, theta0, theta1, xs, ys):
    """The sums alone; whoever steps divides them by m."""
    total0 = total1 = 0
    for i in range(m):
        error = theta0 + theta1 * xs[i] - ys[i]
        total0 += error
        total1 += error * xs[i]
    return total0, total1


def gradient_descent(m, xs, ys, alpha, threshold, max_iters):
    theta0 = theta1 = 0
    count, before, now = 0, np.inf, cost(m, 0, 0, xs, ys)
    while count < max_iters and abs(before - now) > threshold:
        total0, total1 = derivatives_of_cost(m, theta0, theta1, xs, ys)
        theta0, theta1 = theta0 - alpha * total0 / m, theta1 - alpha * total1 / m
        before, now = now, cost(m, theta0, theta1, xs, ys)
        count += 1
    return theta0, theta1
