import numpy as np

def gradient_descent(X, y, lr, n_iters, tol=0.0):
    m = len(y)
    theta = np.zeros(X.shape[1])
    prev = np.inf
    for _ in range(n_iters):
        grad = X.T @ (X @ theta - y) / m
        theta = theta - lr * grad
        J_new = np.mean((X @ theta - y) ** 2)   # only watched, to stop
        if abs(prev - J_new) < tol:
            break
        prev = J_new
    return theta
