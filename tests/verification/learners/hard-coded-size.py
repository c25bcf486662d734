import numpy as np

def gradientDescent(X, y, theta, alpha, iterations):
    m = 97
    for i in range(iterations):
        h = np.dot(X, theta)
        theta = theta - alpha * (1 / m) * np.dot(X.T, h - y)
    return theta
