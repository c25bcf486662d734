import numpy as np

def compute_cost(x, y, w, b):
    return np.sum((w * x + b - y) ** 2) / (2 * len(x))

def compute_gradient(x, y, w, b):
    m = len(x)
    err = w * x + b - y
    dj_dw = np.sum(err * x) / m
    dj_db = np.sum(err * x) / m
    return dj_dw, dj_db

def gradient_descent(x, y, w, b, alpha, num_iters):
    for i in range(num_iters):
        dj_dw, dj_db = compute_gradient(x, y, w, b)
        w = w - alpha * dj_dw
        b = b - alpha * dj_db
    return w, b
