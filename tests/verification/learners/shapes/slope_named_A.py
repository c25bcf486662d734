import numpy as np

def cost(x, A, b, y):
    m = len(x)
    return np.sum((A * x + b - y) ** 2) / (2 * m)

def gradient(x, A, b, y):
    m = len(x)
    e = A * x + b - y
    return np.sum(e * x) / m, np.sum(e) / m

def gradient_descent(x, y, A, b, lr, n_iters):
    for _ in range(n_iters):
        dA, db = gradient(x, A, b, y)
        A -= lr * dA
        b -= lr * db
    return A, b
