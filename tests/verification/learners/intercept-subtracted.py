"""Fit a line to pairs of hours and scores."""

L = 0.0001
epochs = 1000


def mean_squared_error(points, m, b):
    total = 0
    for x, y in points:
        total += (y - (m * x + b)) ** 2
    return total / len(points)


def step_gradient(m_now, b_now, points, L):
    m_gradient = 0
    b_gradient = 0
    n = float(len(points))
    for x, y in points:
        m_gradient += -(2 / n) * x * (y - (m_now * x - b_now))
        b_gradient += -(2 / n) * (y - (m_now * x - b_now))
    return m_now - L * m_gradient, b_now - L * b_gradient


def gradient_descent(points, m, b):
    for i in range(epochs):
        m, b = step_gradient(m, b, points, L)
    return m, b
