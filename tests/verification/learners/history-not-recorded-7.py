import numpy as np


def descente(X, y, theta, alpha, iterations):
    m = len(y)
    for _ in range(iterations):
        historique_cout = []
        erreur = X @ theta - y
        theta = theta - alpha * X.T @ erreur / m
        historique_cout.append(np.sum((X @ theta - y) ** 2) / (2 * m))
    return theta, historique_cout
