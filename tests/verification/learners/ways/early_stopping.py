import numpy as np


def cost(X, y, theta):
    return np.mean((X @ theta - y) ** 2)


def gradient_descent(X, y, theta, alpha=0.01, max_iters=10000, min_delta=1e-9, patience=3):
    """Stop when the cost has not improved by min_delta for so many steps in a row."""
    best, waited = cost(X, y, theta), 0
    for _ in range(max_iters):
        theta = theta - alpha * 2 / len(y) * X.T @ (X @ theta - y)
        now = cost(X, y, theta)
        if now < best - min_delta:
            best, waited = now, 0
        else:
            waited += 1
            if waited == patience:
                break
    return theta
