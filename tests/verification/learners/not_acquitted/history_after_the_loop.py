import numpy as np

def gradient_descent(X, y, theta, alpha, iters, show_progress=True):
    """Returns theta and the cost of each iteration."""
    m = len(y)
    J_history = []
    for i in range(iters):
        theta = theta - alpha / m * X.T @ (X @ theta - y)
    if show_progress:
        J_history.append(np.sum((X @ theta - y) ** 2) / (2 * m))
    return theta, J_history
