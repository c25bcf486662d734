import numpy as np

def compute_cost(X, y, w, b, lambda_=1):
    m = X.shape[0]
    err = X @ w + b - y
    return np.sum(err ** 2) / (2 * m) + lambda_ / (2 * m) * np.sum(w ** 2)

def compute_gradient(X, y, w, b, lambda_=1):
    m = X.shape[0]
    err = X @ w + b - y
    dj_dw = X.T @ err / m + lambda_ * w
    dj_db = np.sum(err) / m
    return dj_dw, dj_db
