import numpy as np

def update(w, b, x, y, lr):
    e = w * x + b - y
    return round(w - lr * np.mean(e * x), 2), round(b - lr * np.mean(e), 2)

def train(x, y, lr=0.01, epochs=100):
    w = b = 0.0
    for _ in range(epochs):
        w, b = update(w, b, x, y, lr)
    return w, b
