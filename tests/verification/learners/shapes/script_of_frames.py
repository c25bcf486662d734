import numpy as np
import pandas as pd

df = pd.read_csv("housing.csv")
n_test = int(0.2 * df.shape[0])
n_train = df.shape[0] - n_test
X = df.iloc[:n_train, :-1]
y = df.iloc[:n_train, -1]
X = (X - X.mean()) / X.std()
X.insert(0, "bias", 1)
theta = np.zeros(X.shape[1])

batch_size = 16
for epoch in range(50):
    order = np.random.permutation(len(X))
    for start in range(0, len(X), batch_size):
        rows = order[start : start + batch_size]
        xb = X.values[rows]
        yb = y.values[rows]
        grad = 2 * xb.T @ (xb @ theta - yb) / len(yb)
        theta = theta - 0.01 * grad
