"""Right, in loops, and with sums that are more careful than a loop."""

import math
from fractions import Fraction
from functools import reduce

import numpy as np


def two_loops(theta, X, y):
    m, n = X.shape
    gradient = np.zeros(n, dtype=X.dtype)
    for j in range(n):
        for i in range(m):
            gradient[j] += (X[i] @ theta - y[i]) * X[i, j]
    return gradient / m


def three_loops(theta, X, y):
    m, n = X.shape
    gradient = [X.dtype.type(0)] * n
    for i in range(m):
        guess = X.dtype.type(0)
        for k in range(n):
            guess = guess + theta[k] * X[i, k]
        for j in range(n):
            gradient[j] = gradient[j] + (guess - y[i]) * X[i, j]
    return np.array(gradient) / m


def multiplied_out(theta, X, y):
    m, n = X.shape
    gradient = np.zeros(n, dtype=X.dtype)
    for j in range(n):
        for i in range(m):
            for k in range(n):
                gradient[j] += X[i, j] * X[i, k] * theta[k]
            gradient[j] -= X[i, j] * y[i]
    return gradient / m


def divided_at_each_sample(theta, X, y):
    gradient = np.zeros_like(theta)
    for x, target in zip(X, y, strict=True):
        gradient = gradient + (x @ theta - target) * x / len(y)
    return gradient


def samples_backwards(theta, X, y):
    gradient = np.zeros_like(theta)
    for i in reversed(range(len(y))):
        gradient = gradient + X[i] * (X[i] @ theta - y[i])
    return gradient / len(y)


def python_lists(theta, X, y):
    theta, X, y = theta.tolist(), X.tolist(), y.tolist()
    r = [sum(a * b for a, b in zip(theta, row, strict=True)) - t for row, t in zip(X, y, strict=True)]
    return np.array([sum(row[j] * e for row, e in zip(X, r, strict=True)) / len(y) for j in range(len(theta))])


def comprehension(theta, X, y):
    r = X @ theta - y
    return np.array([np.mean(r * X[:, j]) for j in range(X.shape[1])])


def reduced(theta, X, y):
    samples = [(x @ theta - t) * x for x, t in zip(X, y, strict=True)]
    return reduce(np.add, samples) / len(samples)


def while_loop(theta, X, y):
    i, gradient = 0, np.zeros_like(theta)
    while i < len(y):
        gradient += (np.dot(theta, X[i, :]) - y[i]) * X[i, :]
        i += 1
    return gradient / i


def running_mean(theta, X, y):
    gradient = np.zeros_like(theta)
    for i in range(len(y)):
        gradient = gradient + ((X[i] @ theta - y[i]) * X[i] - gradient) / (i + 1)
    return gradient


def pairwise(theta, X, y):
    def total(rows):
        half = len(rows) // 2
        return total(rows[:half]) + total(rows[half:]) if half else rows[0]

    return total([(x @ theta - t) * x for x, t in zip(X, y, strict=True)]) / len(y)


def kahan(theta, X, y):
    total, carry = np.zeros_like(theta), np.zeros_like(theta)
    for x, t in zip(X, y, strict=True):
        term = (x @ theta - t) * x - carry
        new = total + term
        carry, total = (new - total) - term, new
    return total / len(y)


def neumaier(theta, X, y):
    total, carry = np.zeros_like(theta), np.zeros_like(theta)
    for x, t in zip(X, y, strict=True):
        term = (x @ theta - t) * x
        new = total + term
        larger = np.abs(total) >= np.abs(term)
        carry = carry + np.where(larger, (total - new) + term, (term - new) + total)
        total = new
    return (total + carry) / len(y)


def summed_exactly(theta, X, y):
    X, theta, y = X.astype(float), theta.astype(float), y.astype(float)
    r = [math.fsum([*(x * theta), -t]) for x, t in zip(X, y, strict=True)]
    return np.array([math.fsum(column * r) / len(y) for column in X.T])


def in_fractions(theta, X, y):
    A = [[Fraction(float(v)) for v in row] for row in X]
    t, b = [Fraction(float(v)) for v in theta], [Fraction(float(v)) for v in y]
    r = [sum(p * q for p, q in zip(row, t, strict=True)) - e for row, e in zip(A, b, strict=True)]
    return np.array([float(sum(row[j] * e for row, e in zip(A, r, strict=True)) / len(b)) for j in range(len(t))])
