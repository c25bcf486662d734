import numpy as np

def cost_theta0(theta, X, y):
    return np.sum(X @ theta - y) / len(y)

def cost_theta1(theta, X, y):
    return np.sum((X @ theta - y) * X[:, 1]) / len(y)

def gradient_descent(X, y, theta, alpha, num_iters):
    for _ in range(num_iters):
        t0 = theta[0] - alpha * cost_theta0(theta, X, y)
        t1 = theta[1] - alpha * cost_theta1(theta, X, y)
        theta = np.array([t0, t1])
    return theta
