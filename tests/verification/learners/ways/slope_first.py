"""Begins at random and returns (slope, intercept), called m1 and m2."""

import numpy as np


def find_loss(x, y, m1, m2):
    return np.mean((m1 * x + m2 - y) ** 2)


def gradient_descent(x, y, learning_rate, epochs):
    n = len(x)
    m1 = np.random.randn()
    m2 = np.random.randn()
    losses = []
    for _ in range(epochs):
        error = y - (m1 * x + m2)
        dm1 = (-2 / n) * np.sum(x * error)
        dm2 = (-2 / n) * np.sum(error)
        m1 -= learning_rate * dm1
        m2 -= learning_rate * dm2
        losses.append(find_loss(x, y, m1, m2))
    return m1, m2, losses
