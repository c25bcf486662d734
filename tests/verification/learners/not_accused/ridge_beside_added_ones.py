import numpy as np

def add_ones(X):
    return np.hstack([np.ones((X.shape[0], 1)), X])

def ridge_cost(w, X, y, lam):
    """X is centred: no intercept here"""
    r = X @ w - y
    return (r @ r + lam * w @ w) / (2 * len(y))

def ridge_gradient(w, X, y, lam):
    return (X.T @ (X @ w - y) + lam * w) / len(y)

def ridge_descent(w, X, y, lam, lr, n_iters):
    for _ in range(n_iters):
        w = w - lr * ridge_gradient(w, X, y, lam)
    return w

def ols_normal_equation(X, y):
    A = add_ones(X)
    return np.linalg.solve(A.T @ A, A.T @ y)
