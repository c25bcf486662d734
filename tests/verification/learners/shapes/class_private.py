import numpy as np


class Model:
    def __init__(self, eta: float, n_steps: int):
        self.__eta = eta
        self.__n_steps = n_steps
        self.__beta = None

    def fit(self, X, y):
        A = np.column_stack([X, np.ones(len(X))])  # intercept last
        self.__beta = np.zeros(A.shape[1])
        for _ in range(self.__n_steps):
            self.__beta = self.__beta - self.__eta * A.T @ (A @ self.__beta - y) / len(y)

    def predict(self, X):
        return np.column_stack([X, np.ones(len(X))]) @ self.__beta
