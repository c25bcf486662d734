import numpy as np

def cost(theta, X, y):
    return np.sum((X @ theta - y) ** 2) / (2 * len(y))

def descend(X, y, theta, lr, n_iter):
    least = np.inf
    kept = theta
    for _ in range(n_iter):
        c = cost(theta, X, y)
        if c < least:
            least = c
            kept = theta
        theta = theta - lr * X.T @ (X @ theta - y) / len(y)
    return kept
