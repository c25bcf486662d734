import numpy as np


def line(m, b, x):
    return m * x + b


def sse(m, b, x, y):
    return sum((y - line(m, b, x)) ** 2) / 2


def dm_sse(m, b, x, y):
    return sum(-x * (y - line(m, b, x)))


def db_sse(m, b, x, y):
    return sum(-(y - line(m, b, x)))


X = np.linspace(0, 10, 40)
Y = 2 * X + np.random.random(40)

M = 0.0
B = 0.0
learning_rate = 0.0001

while sse(M, B, X, Y) > 5:
    M -= dm_sse(M, B, X, Y) * learning_rate
    B -= db_sse(M, B, X, Y) * learning_rate

print(M, B)
