import numpy as np

def mean_squared_error(X, y, w):
    return np.mean((X @ w - y) ** 2)

def train(X, y, w, lr, epochs):
    losses = np.zeros(epochs)
    for epoch in range(epochs):
        grad = 2 * X.T @ (X @ w - y) / len(y)
        w = w - lr * grad
        loss = mean_squared_error(X, y, w)
    return w, losses
