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

for epoch in range(100000):
    h = x.T.dot(B)
    loss = h - y
    gradient = x.dot(loss) / m
    B = B - alpha * gradient
print(B)
