import numpy as np

def gradients(w1, w2, b, x1, x2, y):
    e = w1 * x1 + w2 * x2 + b - y
    gb = np.mean(e)
    g1 = np.mean(e * x1)
    g2 = np.mean(e * x2)
    return gb, g1, g2
