import numpy as np
from scipy.optimize import minimize


class RegularisedCost:
    """Cost and gradient of regularised linear regression, to be handed to an optimiser."""

    def __init__(self, X, y, lmd):
        self.X = X
        self.y = y
        self.lmd = lmd

    def cost(self, theta):
        m = len(self.y)
        residual = self.X @ theta - self.y
        return (residual @ residual + self.lmd * theta[1:] @ theta[1:]) / (2 * m)

    def gradient(self, theta):
        m = len(self.y)
        grad = self.X.T @ (self.X @ theta - self.y) / m
        grad[1:] += theta[1:] / m
        return grad


def train(X, y, lmd):
    f = RegularisedCost(X, y, lmd)
    return minimize(f.cost, np.zeros(X.shape[1]), jac=f.gradient).x
