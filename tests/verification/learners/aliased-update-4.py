import numpy as np


def hypothesis(row, theta):
    return theta[0] + sum(theta[j + 1] * row[j] for j in range(len(row)))


def grad_descent(X, y, theta, alpha, n_iters):
    theta = np.array(theta, dtype=float)
    for _ in range(n_iters):
        temp = theta
        for j in range(len(theta)):
            total = 0
            for i in range(len(y)):
                error = hypothesis(X[i], theta) - y[i]
                total += error if j == 0 else error * X[i][j - 1]
            temp[j] = temp[j] - alpha * total / len(y)
        theta = temp
    return theta
