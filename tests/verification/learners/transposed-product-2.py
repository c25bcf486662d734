import numpy as np

def loss(theta, X, y):
    return np.mean((X @ theta - y) ** 2)

def loss_gradient(theta, X, y):
    rows, columns = X.shape
    return 2 / rows * np.dot(X.reshape((columns, rows)), X @ theta - y)
