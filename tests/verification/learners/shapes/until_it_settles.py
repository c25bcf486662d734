import numpy as np


def slope_step(xs, ys, m, b):
    return -2 * np.mean(xs * (ys - (m * xs + b)))


def offset_step(xs, ys, m, b):
    return -2 * np.mean(ys - (m * xs + b))


def fit_line(xs, ys, rate, tolerance):
    m, b = 0.0, 0.0
    before = np.inf
    while True:
        down_m = slope_step(xs, ys, m, b)
        down_b = offset_step(xs, ys, m, b)
        m = m - rate * down_m
        b = b - rate * down_b
        now = np.mean((ys - (m * xs + b)) ** 2)
        if abs(before - now) < tolerance:
            break
        before = now
    return m, b
