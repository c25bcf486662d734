import numpy as np

data = np.loadtxt("houses.txt", delimiter=",")
m, n = data.shape
X = np.hstack((np.ones((m, 1)), data[:, : n - 1]))
y = data[:, n - 1 :]
theta = np.zeros((n, 1))
alpha = 0.01


def cost(X, y, theta):
    return ((X @ theta - y) ** 2).sum() / (2 * m)


def gradient(X, y, theta, alpha):
    return ((alpha / m) * (X @ theta - y) * X).sum(axis=0)


def grad_descent(X, y, theta, alpha):
    grads = gradient(X, y, theta, alpha)
    for i in range(n):
        theta[i] = theta[i] - grads[i]
    return theta


for _ in range(400):
    theta = grad_descent(X, y, theta, alpha)
print(theta)
