import numpy as np

def gradient(theta, X, y):
    return X.T @ (X @ theta - y) / len(y)

def descend(X, y, theta, alpha, tol=1e-8, kick=False):
    if kick:
        theta = theta - alpha * np.ones(len(theta))
    size = np.inf
    while size > tol:
        g = gradient(theta, X, y)
        theta = theta - alpha * g
        size = np.linalg.norm(g)
    return theta
