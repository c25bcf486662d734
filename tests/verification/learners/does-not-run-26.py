import numpy as np

X = np.array([[1, 2], [1, 4], [1, 7]])
y = np.array([7, 8, 12])
w = np.array([0, 0])

for i in range(1000):
    error = X.dot(w) - y
    w -= 0.01 * X.T.dot(error) / len(X)

print(w)
