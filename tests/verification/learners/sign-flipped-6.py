import numpy as np


class RegressionLineaire:
    def __init__(self, pas=0.01, nb_iterations=1000):
        self.pas = pas
        self.nb_iterations = nb_iterations

    @staticmethod
    def _matrice(X):
        return np.c_[np.ones(len(X)), X]

    def entrainer(self, X, y):
        A = self._matrice(X)
        self.theta = np.zeros(A.shape[1])
        for _ in range(self.nb_iterations):
            erreur = y - A @ self.theta
            self.theta = self.theta - self.pas * A.T @ erreur / len(y)
        return self

    def predire(self, X):
        return self._matrice(X) @ self.theta
