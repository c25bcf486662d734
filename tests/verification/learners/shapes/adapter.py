import numpy as np


def cost(theta, X, y):
    r = X @ theta - y
    return r @ r / (2 * len(y))


def gradient(theta, X, y):
    return X.T @ (X @ theta - y) / len(y)
