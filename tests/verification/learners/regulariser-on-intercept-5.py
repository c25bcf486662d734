import numpy as np


def gradiente(X, y, w, lambda1=0.0, lambda2=0.0):
    grad = 2 * X.T @ (X @ w - y) / len(y)
    grad += lambda1 * np.sign(w) + 2 * lambda2 * w
    return grad


def treinar(X, y, lambda1=0.0, lambda2=0.0, lr=0.01, epochs=1000):
    w = np.zeros(X.shape[1])
    for _ in range(epochs):
        w = w - lr * gradiente(X, y, w, lambda1, lambda2)
    return w


def com_bias(X):
    return np.hstack([np.ones((X.shape[0], 1)), X])


dados = np.loadtxt("dados.csv", delimiter=",")
X, y = com_bias(dados[:, :-1]), dados[:, -1]
print(treinar(X, y, lambda2=0.5))
