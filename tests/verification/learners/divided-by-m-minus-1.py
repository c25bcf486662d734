import numpy as np

def mse_cost(theta, X, y):
    return np.mean((X.dot(theta) - y) ** 2) / 2

def gradient(theta, X, y):
    n = X.shape[0]
    residuals = X.dot(theta) - y
    return X.T.dot(residuals) / (n - 1)
