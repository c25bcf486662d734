import numpy as np


def linear_regression(x, y, alpha, num_iterations):
    m = len(y)
    theta = np.zeros(x.shape[1])
    for i in range(num_iterations):
        errors = x.dot(theta) - y
        gradient = x.t.dot(errors) / m
        theta -= alpha * gradient
    return theta
