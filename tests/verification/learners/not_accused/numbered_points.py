import numpy as np

def slope(x1, y1, x2, y2):
    return (y2 - y1) / (x2 - x1)

def gradient(w, b, x1, x2, y1, y2):
    """Of the mean squared error of the two points (x1, y1) and (x2, y2)."""
    e1 = w * x1 + b - y1
    e2 = w * x2 + b - y2
    return e1 * x1 + e2 * x2, e1 + e2

w = b = 0.0
for _ in range(1000):
    dw, db = gradient(w, b, 1.0, 2.0, 3.0, 5.0)
    w -= 0.1 * dw
    b -= 0.1 * db
print(w, b, slope(1.0, 3.0, 2.0, 5.0))
