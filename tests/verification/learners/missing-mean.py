import numpy as np

def compute_cost(X, y, theta):
    m = y.size
    predictions = X.dot(theta)
    return (1 / (2 * m)) * np.sum(np.square(predictions - y))

def compute_gradient(X, y, theta):
    predictions = X.dot(theta)
    errors = predictions - y
    return X.T.dot(errors)

def gradient_descent(X, y, theta, alpha, num_iters):
    J_history = []
    for i in range(num_iters):
        theta = theta - alpha * compute_gradient(X, y, theta)
        J_history.append(compute_cost(X, y, theta))
    return theta, J_history
