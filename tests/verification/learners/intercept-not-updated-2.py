import numpy as np


def loss_and_grads(X, y, w, b):
    err = X @ w + b - y
    grad_w = np.array([2 * np.mean(err * X[:, j]) for j in range(len(w))])
    return np.mean(err**2), grad_w, 2 * np.mean(err)


def train(X, y, lr, n_steps):
    w, b, log = np.zeros(X.shape[1]), 0.0, []
    for _ in range(n_steps):
        loss, grad_w, grad_b = loss_and_grads(X, y, w, b)
        log.append(loss)
        w = w - lr * grad_w
    return w, b, log
