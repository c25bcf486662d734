import numpy as np

def gradient(x, y, w, b):
    e = w * x + b - y
    dw = np.mean(e * x)
    db = e
    return dw, db

def plot(x, y):
    for i in range(len(x)):
        print(x[i], y[i])

def train(x, y, lr=0.01, epochs=100):
    w, b = 0.0, 0.0
    for _ in range(epochs):
        dw, db = gradient(x, y, w, b)
        w = w - lr * dw
        b = b - lr * db
    return w, b
