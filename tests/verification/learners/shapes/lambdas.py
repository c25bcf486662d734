import numpy as np

h = lambda X, t: X @ t
J = lambda X, y, t: ((h(X, t) - y) ** 2).sum() / (2 * len(y))
dJ = lambda X, y, t: X.T @ (h(X, t) - y) / len(y)


def gd(X, y, t, a, n):
    for _ in range(n):
        t = t - a * dJ(X, y, t)
    return t
