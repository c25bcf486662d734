import numpy as np


def sign_gradient_descent(X, y, theta, lr=0.01, n_iters=100):
    """Every parameter moves by lr, whichever way its slope falls."""
    for _ in range(n_iters):
        gradient = X.T @ (X @ theta - y) / len(y)
        theta = theta - lr * np.sign(gradient)
    return theta
