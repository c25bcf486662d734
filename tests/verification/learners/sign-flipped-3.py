import numpy as np


def propagate(w, b, X, Y):
    m = X.shape[0]
    Y = Y.reshape(-1, 1)
    A = np.dot(X, w) + b
    cost = np.sum((A - Y) ** 2) / (2 * m)
    grads = {"dw": np.dot(X.T, Y - A) / m, "db": np.sum(Y - A) / m}
    return grads, cost


def optimize(w, b, X, Y, num_iterations, learning_rate):
    costs = []
    for _ in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        w = w - learning_rate * grads["dw"]
        b = b - learning_rate * grads["db"]
        costs.append(cost)
    return w, b, costs
