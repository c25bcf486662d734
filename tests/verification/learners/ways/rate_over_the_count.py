"""A rate without a name stands before a product that is divided by the number of samples."""

import numpy as np

X = np.array([[1.0], [2.0], [3.0]])
y = np.array([[2.0], [4.0], [6.0]])
w = np.zeros((1, 1))

for _ in range(1000):
    error = y - X @ w
    w += 0.01 * (X.T @ error) / len(X)
print(w)
