import numpy as np


def compute_error(b, m, points):
    return np.mean((points[:, 1] - m * points[:, 0] - b) ** 2)


def step(b, m, points, learning_rate):
    x, y = points[:, 0], points[:, 1]
    r = m * x + b - y
    return b - learning_rate * 2 * np.mean(r), m - learning_rate * 2 * np.mean(r * x)


def run(points, learning_rate, iterations, b, m, initial_error):
    """Keep the last line before the error rises."""
    error = initial_error
    for _ in range(iterations):
        new_b, new_m = step(b, m, points, learning_rate)
        new_error = compute_error(new_b, new_m, points)
        if new_error >= error:
            break
        b, m, error = new_b, new_m, new_error
    return [b, m]
