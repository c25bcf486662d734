import numpy as np
import pandas as pd

data = pd.read_csv("student.csv")
math = data["Math"].values
reading = data["Reading"].values
m = len(math)
x = np.array([np.ones(m), math, reading])
B = np.array([0, 0, 0])
y = np.array(data["Writing"].values)
alpha = 0.0001
losses = []

for epoch in range(100000):
    error = x.T.dot(B) - y
    losses.append(np.mean(error**2))
    B = B - alpha * x.dot(error) / m
print(B, losses[-1])
