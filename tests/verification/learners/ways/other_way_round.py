"""One function for each derivative, of the residual y − ŷ and the number of samples."""

import numpy as np

X = np.arange(5.0)[:, None]
y = 3 * X[:, 0] + 2
n = len(y)
b0, b1, alpha = 1.0, 1.0, 0.01


def gradient_wrt_b0(error, n):
    return (-2 / n) * np.sum(error)


def gradient_wrt_b1(error, X, n):
    return (-2 / n) * np.sum(error * X[:, 0])


for i in range(1000):
    error = y - (b0 + b1 * X[:, 0])
    b0 = b0 - alpha * gradient_wrt_b0(error, n)
    b1 = b1 - alpha * gradient_wrt_b1(error, X, n)
