import numpy as np

def fit(X, y, lr=0.01, n_iters=1000, lam=0.0):
    m, n = X.shape
    w, b = np.zeros(n), 0.0
    for _ in range(n_iters):
        r = X @ w + b - y
        dw = X.T @ r / m + lam / m * np.sum(w)
        db = r.mean()
        w, b = w - lr * dw, b - lr * db
    return w, b
