import numpy as np

def gradient(theta, X, y):
    return np.round(X.T @ (X @ theta - y) / len(y), 1)

def gradient_descent(theta, X, y, lr, n_iters):
    for _ in range(n_iters):
        theta = theta - lr * gradient(theta, X, y)
    return theta
