import numpy as np

def gradient(w1, w2, b, x, y):
    """y = w1 x + w2 x^2 + b"""
    e = w1 * x + w2 * x ** 2 + b - y
    return np.mean(e * x), np.mean(e * x ** 2), np.mean(e)

def descend(x, y, lr, n):
    w1 = w2 = b = 0.0
    for _ in range(n):
        g1, g2, g0 = gradient(w1, w2, b, x, y)
        w1 -= lr * g1
        w2 -= lr * g2
        b -= lr * g0
    return w1, w2, b
