import numpy as np


def model(X, weights, bias):
    return X @ weights + bias


def compute_cost(X, y, weights, bias):
    predictions = model(X, y, weights, bias)
    return np.mean((predictions - y) ** 2) / 2


def compute_gradient(X, y, weights, bias):
    error = model(X, weights, bias) - y
    return X.T @ error / len(y), np.mean(error)


def gradient_descent(X, y, weights, bias, iterations, learning_rate):
    for i in range(iterations):
        dw, db = compute_gradient(X, y, weights, bias)
        weights = weights - learning_rate * dw
        bias = bias - learning_rate * db
        print(i, compute_cost(X, y, weights, bias))
    return weights, bias
