"""The number of samples is a global that the script computes of its own data."""

import numpy as np

xs = np.linspace(-3, 3, 100)
ys = 2 + 0.8 * xs
m = float(len(xs))


def h(x, theta, c):
    return x * theta + c


def J(theta, c, x, y):
    return np.sum((h(x, theta, c) - y) ** 2) / (2 * m)


def gradient(i, theta, c, x, y, L):
    for iteration in range(i):
        D_theta = np.sum((h(x, theta, c) - y) * x) / m
        D_c = np.sum(h(x, theta, c) - y) / m
        theta = theta - (L * D_theta)
        c = c - (L * D_c)
    return theta, c


theta, c = gradient(5000, 0, 0, xs, ys, 0.0001)
