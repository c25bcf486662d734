import numpy as np


def computeCost(X, y, theta):
    inner = np.power(X * theta.T - y, 2)
    return sum(inner) / (2 * len(y))


def gradientDescent(X, y, theta, alpha, iters):
    temp = np.matrix(np.zeros(theta.shape))
    cost = np.zeros(iters)
    for i in range(iters):
        error = X * theta.T - y
        for j in range(theta.shape[1]):
            temp[0, j] = theta[0, j] - alpha / len(y) * np.sum(np.multiply(error, X[:, j]))
        theta = temp
        cost[i] = computeCost(X, y, theta)
    return theta, cost


X = np.matrix([[1, 2.0], [1, 3.0], [1, 5.0]])
y = np.matrix([[1.0], [2.0], [2.5]])
g, cost = gradientDescent(X, y, np.matrix([0, 0]), 0.01, 100)
