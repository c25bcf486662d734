import numpy as np


def error(params, x, y):
    *slopes, intercept = params
    return np.mean((x @ np.array(slopes) + intercept - y) ** 2)


def slope_of_error(params, x, y):
    *slopes, intercept = params
    residual = x @ np.array(slopes) + intercept - y
    return np.append(2 * x.T @ residual / len(y), 2 * residual.mean())
