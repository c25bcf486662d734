import matplotlib.pyplot as plt
import numpy as np

X = np.array([0.0, 1.0, 2.0])
y = np.array([3.0, 3.5, 5.5])
w = 0
b = 0
lrate = 0.01
epochs = 1000
n = float(len(X))

for i in range(epochs):
    y_pred = w * X + b
    dw = (2 / n) * sum(X * (y_pred - y))
    db = (2 / n) * sum(y_pred - y)
    w = w - lrate * dw
    b = b - lrate * db

print(w, b)
plt.scatter(X, y)
plt.plot(X, w * X + b, color="red")
plt.show()
