import numpy as np


def loss(X, w, y, C=0.001):
    r = y - X.dot(w)
    return r.dot(r) / len(y) + C * w.dot(w)


def compute_gradient(X, w, y, C=0.001):
    return 2 * (X.T.dot(X).dot(w) - X.T.dot(y)) / len(y) + 2 * C * w
