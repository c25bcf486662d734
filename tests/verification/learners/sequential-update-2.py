import numpy as np

def gradientDescent(X, y, theta, alpha, num_iters):
    m = len(y)
    theta = theta.copy()
    for it in range(num_iters):
        for j in range(len(theta)):
            theta[j] = theta[j] - alpha / m * np.sum((X.dot(theta) - y) * X[:, j])
    return theta
