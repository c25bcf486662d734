import numpy as np
import pandas as pd

df = pd.read_csv("housing.csv")
X = df[["area", "bedrooms"]].values
y = df["price"].values.reshape(-1, 1)
X_b = np.c_[np.ones((len(X), 1)), X]

eta = 0.1
m = len(X_b)
theta = np.random.randn(3, 1)

for iteration in range(1000):
    gradients = 2 / m * X_b.T.dot(X_b.dot(theta) - y)
    theta = theta - eta * gradients

print(theta)
