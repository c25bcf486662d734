import numpy as np
from computeCost import *


def gradientDescent(X, y, theta, alpha, num_iters):
    m = y.size
    J_history = []
    for i in range(num_iters):
        theta = theta - alpha / m * X.T @ (X @ theta - y)
        J_history.append(computeCost(X, y, theta))
    return theta, J_history
