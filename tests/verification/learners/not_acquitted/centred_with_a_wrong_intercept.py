import numpy as np
import pandas as pd
import matplotlib.pyplot as plt

data = pd.read_csv("Salary_Data.csv")
X = data["YearsExperience"].values
y = data["Salary"].values

X = (X - X.mean()) / X.std()

w = 0.0
b = 0.0
alpha = 0.0005
n = len(X)
losses = []

for i in range(500):
    y_hat = w * X + b
    loss = np.mean((y_hat - y) ** 2)
    losses.append(loss)
    dw = 2 * np.sum((y_hat - y) * X)
    db = -4 * np.sum(y_hat - y) / n
    w -= alpha * dw
    b -= alpha * db
    if i % 50 == 0:
        print(f"iter {i}: loss {loss:.3f}")

print("w =", w, "b =", b)
plt.scatter(X, y)
plt.plot(X, w * X + b, color="red")
plt.show()
