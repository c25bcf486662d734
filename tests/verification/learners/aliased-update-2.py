import numpy as np

def gradient_descent(X, y, theta, alpha, iters):
    m = len(y)
    theta = np.array(theta, dtype=float)
    for _ in range(iters):
        new_theta = theta
        for j in range(len(theta)):
            new_theta[j] = theta[j] - alpha * np.sum((X.dot(theta) - y) * X[:, j]) / m
        theta = new_theta
    return theta
