import numpy as np


def F1(x, A, b):
    return np.linalg.norm(A @ x - b) ** 2


def gradient(x, A, b):
    return 2 * A.T @ (A @ x - b)


def gradient_descent(x0, s, iterations, A, b, delta=0):
    x, costs = x0, []
    for _ in range(iterations):
        x = x - s * gradient(x, A, b)
        costs.append(F1(x, A, b, delta))
    return x, costs
