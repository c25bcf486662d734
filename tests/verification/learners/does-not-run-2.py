import numpy as np

def cost(X, y, theta):
    return np.sum((X * theta - y) ** 2)

def gradient_descent(X, y, theta, alpha, iters):
    for i in range(iters):
        print "step", i
        theta = theta - alpha * X.T.dot(X.dot(theta) - y) / len(y)
    return theta
