import numpy as np

def compute_cost(x, y, w, b):
    m = x.shape[0]
    total = 0
    for i in range(m):
        f_wb = np.dot(x[i], w) + b
        total += (f_wb - y[i]) ** 2
    return total / (2 * m)

def compute_gradient(x, y, w, b):
    m, n = x.shape
    dj_dw = np.zeros(n)
    dj_db = 0.
    for i in range(m):
        err = (np.dot(x[i], w) + b) - y[i]
        for j in range(n):
            dj_dw[j] += err * x[i, j] / m
        dj_db += err / m
    dj_dw = dj_dw / m
    dj_db = dj_db / m
    return dj_dw, dj_db
