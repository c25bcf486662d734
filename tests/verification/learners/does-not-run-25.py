import numpy as np


def hypothesis(data, params, b):
    return np.sum(data * params, axis=1) + b


def update(data, params, b, real_y, alfa, m, n):
    error = hypothesis(data, params, b, m, n) - real_y
    new_params = np.zeros(n)
    for j in range(n):
        new_params[j] = params[j] - alfa / m * np.sum(error * data[:, j])
    return new_params, b - alfa / m * np.sum(error)


def epochs(data, params, b, real_y, alfa, num):
    m, n = data.shape
    for _ in range(num):
        params, b = update(data, params, b, real_y, alfa, m, n)
    return params, b
