import numpy as np

def gradient_descent(X, y, theta, alpha, iters):
    m = len(y)
    theta = theta.copy()
    temp = np.zeros(theta.shape)
    for i in range(iters):
        for j in range(len(theta)):
            error = X.dot(theta) - y
            temp[j] = theta[j] - (alpha / m) * np.sum(error * X[:, j])
        theta = temp
    return theta
