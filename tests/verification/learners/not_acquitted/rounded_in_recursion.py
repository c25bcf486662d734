import numpy as np

def descend(theta, X, y, lr, k):
    if k == 0:
        return theta
    g = X.T @ (X @ theta - y) / len(y)
    return descend(np.round(theta - lr * g, 1), X, y, lr, k - 1)
