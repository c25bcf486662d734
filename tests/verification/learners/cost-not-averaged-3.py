"""What is logged is the sum, and the steps are those of the mean."""

import numpy as np

X = np.arange(50)
Y = 2 * X + 3
m = 0
c = 0
L = 0.00001
n = len(X)
epochs = 1000
cost_function = []

for i in range(epochs):
    Y_pred = m * X + c
    cost_function.append(sum((Y - Y_pred) ** 2))
    D_m = (-2 / n) * sum(X * (Y - Y_pred))
    D_c = (-2 / n) * sum(Y - Y_pred)
    m = m - L * D_m
    c = c - L * D_c
