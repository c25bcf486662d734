import numpy as np
exec(open("plots.py").read())

def compute_cost(X, y, theta):
    return np.sum((X @ theta - y) ** 2) / (2 * len(y))

def gradient_descent(X, y, theta, alpha, iters):
    for i in range(iters):
        theta = theta - alpha * X.T @ (X @ theta - y) / len(y)
    return theta

def plot_cost(X, y, thetas):
    draw_contours([compute_cost(X, y, t) for t in thetas])
