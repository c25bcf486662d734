"""The error of a column is an array of one entry, which is put where a number goes."""

from numpy import dot, zeros


def find_rmse(n, err):
    return ((1 / n) * dot(err.transpose(), err)) ** 0.5


def gradient_descent(x, y, theta, iterations, learning_rate):
    rmse = zeros(iterations)
    n = len(x)
    y = y.reshape(y.shape[0], 1)
    for i in range(iterations):
        err = dot(x, theta) - y
        rmse[i] = find_rmse(n, err)
        theta = theta - learning_rate * (1 / n) * dot(x.transpose(), err)
    return theta, rmse
