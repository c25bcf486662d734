import numpy as np


def rmsprop(X, y, theta, lr, n_iterations, rho=0.9, eps=1e-8):
    cache = np.zeros(len(theta))
    for _ in range(n_iterations):
        gradient = X.T @ (X @ theta - y) / len(y)
        cache = rho * cache + (1 - rho) * gradient**2
        theta = theta - lr * gradient / (np.sqrt(cache) + eps)
    return theta
