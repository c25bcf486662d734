import numpy as np


def batch_gradient_descent(x, y, alpha=0.01, tolerance=1e-10):
    theta = np.zeros(len(x))
    J_prev = None
    while True:
        error = y - theta @ x
        J_curr = np.sum(error**2) / (2 * len(y))
        if J_prev is not None and J_prev - J_curr < tolerance:
            break
        theta += alpha * 2 * (x @ error) / len(error)
        J_prev = J_curr
    return theta, J_curr
