import numpy as np


class MultipleRegression:
    def __init__(self, threshold, initial_theta, learning_rate):
        self.threshold = threshold
        self.initial_theta = initial_theta
        self.learning_rate = learning_rate

    def get_cost(self, theta):
        return float(np.sum((self.X @ theta - self.y) ** 2)) / (2 * self.m)

    def get_gradient(self, theta):
        return self.X.T @ (self.X @ theta - self.y) / self.m

    def fit(self, X, y):
        self.X, self.y = X.values, y.values.reshape(-1, 1)
        self.m = len(self.y)
        costs = [self.get_cost(self.initial_theta)]
        theta = self.initial_theta - self.learning_rate * self.get_gradient(self.initial_theta)
        costs.append(self.get_cost(theta))
        while abs(costs[-2] - costs[-1]) > self.threshold:
            theta = theta - self.learning_rate * self.get_gradient(theta)
            costs.append(self.get_cost(theta))
        self.optimal_theta, self.J = theta, costs
