import numpy as np
import pandas as pd

data = pd.read_csv("pairs.csv")
X = data.iloc[:, 0].values
Y = data.iloc[:, 1].values
n = data.shape[0]
m = 0.0
b = 0.0
L = 0.0001
epochs = 10000
for i in range(epochs):
    idx = np.random.choice(n, 1, replace=False)
    error = Y[idx] - (m * X[idx] + b)
    D_m = -2 * sum(X[idx] * error)
    D_b = -2 * sum(error)
    m = m - L * D_b
    b = b - L * D_m
print(m, b)
