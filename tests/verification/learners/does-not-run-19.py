import numpy as np


def costfunction(X, y, theta):
    return np.sum((X @ theta.T - y) ** 2) / (2 * len(X))


def gradientDescent(X, y, theta, iters, alpha):
    cost = np.zeros(iters)
    for i in range(iters):
        theta = theta - (alpha / len(X)) * np.sum(X * (X @ theta.T - y), axis=0)
        cost[i] = computeCost(X, y, theta)
    return theta, cost


X = np.column_stack([np.ones(3), np.arange(3.0)])
theta, costs = gradientDescent(X, np.arange(3.0)[:, None], np.zeros((1, 2)), 10, 0.1)
