import numpy as np

def mse_gradient(theta, X, y):
    return 2 * X.T @ (X @ theta - y) / len(y)

def mae_gradient(theta, X, y):
    return X.T @ np.sign(X @ theta - y) / len(y)

def huber_gradient(theta, X, y, delta=1.0):
    r = X @ theta - y
    return X.T @ np.clip(r, -delta, delta) / len(y)
