import numpy as np
from computeCostMulti import computeCostMulti


def gradientDescentMulti(X, y, theta, alpha, num_iters):
    m = len(y)
    J_history = np.zeros((num_iters, 1))
    for i in range(num_iters):
        theta = theta - alpha / m * X.T @ (X @ theta - y)
        J_history[i] = computeCostMulti(X, y, theta)
    return theta, J_history
