import numpy as np

M = 150
X = np.column_stack([np.ones(M), np.random.rand(M)])
Y = X @ np.array([3.0, 2.0]) + np.random.randn(M)


def J(theta):
    return np.sum((np.matmul(X, theta) - Y) ** 2) / (2 * M)


def dJ(theta):
    return np.sum((np.matmul(X, theta) - Y).reshape(M, 1) * X / M, axis=0)
