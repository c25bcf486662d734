import numpy as np

EPOCHS = 200
ETA = 0.05


def cost(X, y, theta):
    r = X @ theta - y
    return r @ r / len(y) / 2


def batch_gradient_descent(X, y, theta, eta=ETA, n_epochs=EPOCHS):
    m = len(y)
    costs = []
    residual = X @ theta - y
    for epoch in range(n_epochs):
        theta = theta - eta * X.T @ residual / m
        costs.append(cost(X, y, theta))
    return theta, costs
