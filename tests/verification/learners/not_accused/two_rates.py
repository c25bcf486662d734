import numpy as np

def fit(x, y, epochs=500):
    w, b = 0.0, 0.0
    for _ in range(epochs):
        e = w * x + b - y
        dw = 0.01 * np.mean(e * x)
        db = 0.1 * np.mean(e)
        w -= dw
        b -= db
    return w, b
