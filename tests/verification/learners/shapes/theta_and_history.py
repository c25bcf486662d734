import numpy as np


def computeCost(X, y, theta):
    m = len(y)
    predictions = X.dot(theta)
    return np.sum(np.square(predictions - y)) / (2 * m)


def gradientDescent(X, y, theta, alpha, num_iters):
    m = len(y)
    J_history = []
    for i in range(num_iters):
        theta = theta - (alpha / m) * X.T.dot(X.dot(theta) - y)
        J_history.append(computeCost(X, y, theta))
    return theta, J_history


data = np.loadtxt("ex1data1.txt", delimiter=",")
X = np.c_[np.ones(len(data)), data[:, 0]]
theta, J = gradientDescent(X, data[:, 1], np.zeros(2), 0.01, 1500)
print(theta)
