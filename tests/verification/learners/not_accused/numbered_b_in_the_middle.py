import numpy as np

def gradient(x1, x2, y, w1, b, w2):
    e = w1 * x1 + w2 * x2 + b - y
    m = y.shape[0]
    dw2 = (e @ x2) / m
    dw1 = (e @ x1) / m
    db = e.sum() / m
    return db, dw2, dw1
