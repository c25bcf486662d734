import copy

import numpy as np


def compute_cost(x, y, w, b):
    m = x.shape[0]
    total = 0
    for i in range(m):
        total += (np.dot(x[i], w) + b - y[i]) ** 2
    return total / (2 * m)


def compute_gradient(x, y, w, b):
    m, n = x.shape
    dj_dw = np.zeros((n,))
    dj_db = 0.0
    for i in range(m):
        err = np.dot(x[i], w) + b - y[i]
        for j in range(n):
            dj_dw[j] += err * x[i, j]
        dj_db += err
    return dj_db / m, dj_dw / m


def gradient_descent(x, y, w_in, b_in, cost_function, gradient_function, alpha, num_iters):
    J_history = []
    w = copy.deepcopy(w_in)
    b = b_in
    for i in range(num_iters):
        dj_db, dj_dw = gradient_function(x, y, w, b)
        w = w - alpha * dj_dw
        b = b - alpha * dj_db
        if i < 100000:
            J_history.append(cost_function(x, y, w, b))
    return w, b, J_history
