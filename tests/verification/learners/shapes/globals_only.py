import numpy as np

ALPHA = 0.01
EPOCHS = 1000
data = np.loadtxt("profits.txt", delimiter=",")
X = np.c_[np.ones(len(data)), data[:, 0]]
y = data[:, 1]
m = len(y)
theta = np.zeros(2)


def gradient_descent():
    global theta
    for _ in range(EPOCHS):
        theta = theta - ALPHA / m * X.T @ (X @ theta - y)


gradient_descent()
print(theta)
