import numpy as np

def descenso(X, y, theta, landa, n):
    m = len(y)
    i = 0
    while i < n:
        theta = theta - landa / m * X.T @ (X @ theta - y)
        i += 1
    return theta
