import numpy as np

def descente(X, y, theta, n_pas, alpha):
    pas = 0
    while pas < n_pas:
        theta = theta - alpha * X.T @ (X @ theta - y) / len(y)
        pas += 1
    return theta
