import numpy as np

# first attempt: forgot to initialise total
def cost(theta, X, y):
    for i in range(len(y)):
        total += (X[i] @ theta - y[i]) ** 2
    return total / (2 * len(y))

# fixed
def cost(theta, X, y):
    total = 0.0
    for i in range(len(y)):
        total += (X[i] @ theta - y[i]) ** 2
    return total / (2 * len(y))

def gradient(theta, X, y):
    return X.T @ (X @ theta - y) / len(y)
