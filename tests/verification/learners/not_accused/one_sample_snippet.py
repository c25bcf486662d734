import numpy as np

def gradient(x, y, w, b):
    """The gradient of (w.x + b - y)^2 / 2 for one sample."""
    error = np.dot(x, w) + b - y
    dw = error * x
    db = error
    return dw, db
