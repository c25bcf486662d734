import numpy as np

def cost_function(X, Y, B):
    m = len(Y)
    return np.sum(X.dot(B) - Y) ** 2 / (2 * m)

def gradient_descent(X, Y, B, alpha, iterations):
    m = len(Y)
    cost_history = [0] * iterations
    for iteration in range(iterations):
        h = X.dot(B)
        loss = h - Y
        B = B - alpha * X.T.dot(loss) / m
        cost_history[iteration] = cost_function(X, Y, B)
    return B, cost_history
