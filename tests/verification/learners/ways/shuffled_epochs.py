import numpy as np


def sgd(X, y, theta, lr=0.01, n_epochs=20, seed=0):
    """One step for each sample, every epoch in another order."""
    rng = np.random.default_rng(seed)
    theta = np.array(theta, dtype=float)
    for _ in range(n_epochs):
        for i in rng.permutation(len(y)):
            theta = theta - lr * 2 * (X[i] @ theta - y[i]) * X[i]
    return theta


def mse(X, y, theta):
    return np.mean((X @ theta - y) ** 2)
