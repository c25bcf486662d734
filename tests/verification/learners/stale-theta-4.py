import numpy as np

X = np.array([[1, 1], [1, 2], [2, 2], [2, 3], [4, 1]])
y = X @ np.array([1, 2]) + 3
beta = [10.1, 15.1, -6.5]
A = np.array([np.append(x, [1]) for x in X])
error = y - A @ beta

for t in range(5000):
    grad = -np.transpose(A) @ error
    beta = beta - 0.01 * grad

print(beta)
