import numpy as np


def cost(points, m, c):
    total = 0
    M = len(points)
    for i in range(M):
        x, y = points[i, 0], points[i, 1]
        total += (1 / M) * (y - m * x - c)
    return total


def step_gradient(points, learning_rate, m, c):
    m_slope, c_slope = 0, 0
    M = len(points)
    for i in range(M):
        x, y = points[i, 0], points[i, 1]
        m_slope += (-2 / M) * (y - m * x - c) * x
        c_slope += (-2 / M) * (y - m * x - c)
    return m - learning_rate * m_slope, c - learning_rate * c_slope


def gd(points, learning_rate, num_iterations):
    m, c = 0, 0
    for i in range(num_iterations):
        m, c = step_gradient(points, learning_rate, m, c)
        print(i, "cost:", cost(points, m, c))
    return m, c
