import numpy as np

def cost(w1, w2, b, x1, x2, y):
    n = len(y)
    return sum((w1 * x1 + w2 * x2 + b - y) ** 2) / n

def gradient(w1, w2, b, x1, x2, y):
    n = len(y)
    e = w1 * x1 + w2 * x2 + b - y
    return 2 * sum(e * x1) / n, 2 * sum(e * x2) / n, 2 * sum(e) / n

def gradient_descent(x1, x2, y, w1=0.0, w2=0.0, b=0.0, lr=0.01, epochs=100):
    for _ in range(epochs):
        d1, d2, db = gradient(w1, w2, b, x1, x2, y)
        w1 -= lr * d1
        w2 -= lr * d2
        b -= lr * db
    return w1, w2, b
