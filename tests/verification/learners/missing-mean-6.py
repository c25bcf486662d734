import numpy as np


def slopes(X, y_true, y_pred):
    return -2 * X.T.dot(y_true - y_pred), -2 * np.sum(y_true - y_pred)


def gradient_descent(X, y_true, epochs, learning_rate):
    w, b, cost = np.ones(X.shape[1]), 0, 0
    costs = []
    for i in range(epochs):
        y_pred = np.dot(X, w) + b
        w_grad, b_grad = slopes(X, y_true, y_pred)
        w = w - learning_rate * w_grad
        b = b - learning_rate * b_grad
        cost = np.mean(np.square(y_true - y_pred))
        if i % 100 == 0:
            costs.append(cost)
    return w, b, cost
