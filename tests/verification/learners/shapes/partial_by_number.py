import numpy as np

def cost(theta, X, y):
    return sum((X @ theta - y) ** 2) / (2 * len(y))

def partial_derivative(theta, X, y, j):
    total = 0
    for i in range(len(y)):
        total += (X[i] @ theta - y[i]) * X[i, j]
    return total / len(y)
