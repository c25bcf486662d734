import numpy as np


def derivative(theta, X, y):
    return X.T.dot(X.dot(theta) - y) / len(y)


def gradient_descent(X, y, start, alpha, max_iterations=None, epsilon=1e-6):
    theta, i = start, 0
    slope = derivative(theta, X, y)
    while not np.all(np.abs(slope) <= epsilon):
        theta = theta - alpha * slope
        slope = derivative(theta, X, y)
        i += 1
        if max_iterations is not None and i > max_iterations:
            print("no convergence")
            break
    return theta
