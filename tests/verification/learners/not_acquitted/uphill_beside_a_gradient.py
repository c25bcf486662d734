import numpy as np

def gradient(theta, X, y):
    return X.T @ (X @ theta - y) / len(y)

X = np.c_[np.ones(6), [0.5, 1.0, 1.5, 2.0, 2.5, 3.0]]
y = np.array([1.1, 1.9, 3.2, 3.9, 5.1, 6.0])
theta = np.zeros(2)
alpha = 0.1
for i in range(100):
    theta = theta + alpha * gradient(theta, X, y)
print(theta)
