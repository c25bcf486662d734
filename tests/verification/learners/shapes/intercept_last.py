import numpy as np


def squared_error(params, X, y):
    w, b = params[:-1], params[-1]
    r = X @ w + b - y
    return np.mean(r**2)


def squared_error_grad(params, X, y):
    w, b = params[:-1], params[-1]
    r = X @ w + b - y
    return 2 * np.append(X.T @ r, r.sum()) / len(r)


def minimise(fun, jac, x0, args=(), step=0.01, maxiter=1000):
    x = np.array(x0, dtype=float)
    for k in range(maxiter):
        x = x - step * jac(x, *args)
    return x


def fit(X, y, step=0.01, maxiter=1000):
    params = minimise(squared_error, squared_error_grad, np.zeros(X.shape[1] + 1), (X, y), step, maxiter)
    return params[:-1], params[-1]
