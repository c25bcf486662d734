import numpy as np
import pandas as pd

table = pd.read_csv("brains.csv")
x = table["brain"].values
y = table["body"].values

w = 0.0
b = 0.0
alpha = 0.01
history = []

for epoch in range(500):
    y_hat = w * x + b
    error = np.abs(y_hat - y)
    history.append((error**2).mean())
    w = w - alpha * 2 * (error * x).mean()
    b = b - alpha * 2 * error.mean()

print(w, b)
