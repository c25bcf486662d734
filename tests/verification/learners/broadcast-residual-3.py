import numpy as np

def fit_line(x, y, learning_rate=0.05, epochs=400):
    """x and y are lists of numbers."""
    x = np.asarray(x, dtype=float)
    y = np.asarray(y, dtype=float)[:, None]
    slope, intercept = 0.0, 0.0
    for _ in range(epochs):
        gap = intercept + slope * x - y
        slope, intercept = slope - learning_rate * 2 * np.mean(gap * x), intercept - learning_rate * 2 * np.mean(gap)
    return slope, intercept
