import numpy as np


class RegressaoLinear:
    def __init__(self, taxa=0.001, iteracoes=1000):
        self.taxa = taxa
        self.iteracoes = iteracoes

    def ajustar(self, X, y):
        self.pesos = np.zeros(X.shape[1])
        self.vies = 0
        for _ in range(self.iteracoes):
            erro = X @ self.pesos + self.vies - y
            self.pesos -= self.taxa * X.T @ erro / len(y)
            self.vies -= self.taxa * erro.mean()

    def prever(self, X):
        return X @ self.pesos + self.vies
