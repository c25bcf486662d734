from itertools import islice

import numpy as np


def gradient(theta, X, y):
    return X.T @ (X @ theta - y) / len(y)


def iterates(theta, X, y, lr):
    """theta_0, theta_1, theta_2, … without end."""
    while True:
        yield theta
        theta = theta - lr * gradient(theta, X, y)


def gradient_descent(X, y, theta, lr=0.1, n_iters=500):
    path = list(islice(iterates(theta, X, y, lr), n_iters + 1))
    return path[-1], path


if __name__ == "__main__":
    x = np.linspace(0, 1, 20)
    A = np.column_stack([np.ones_like(x), x])
    print(gradient_descent(A, 3 * x + 1, np.zeros(2))[0])
