import numpy as np

data = np.genfromtxt("prices.csv", delimiter=",")
data_x = np.column_stack([np.ones(len(data)), data[:, 0]])
data_y = data[:, 1].reshape(-1, 1)
m = len(data_y)
data_x_transposed = data_x.T


def cost(theta):
    return np.sum((data_x @ theta - data_y) ** 2) / (2 * m)


def learn(eta):
    theta = np.zeros((data_x.shape[1], 1))
    for i in range(1, 501):
        theta = theta - eta * (data_x_transposed @ (data_x @ theta - data_y)) / m
    return theta


print(learn(0.01), cost(learn(0.01)))
