import numpy as np
x = np.array([0.5, 1.0, 1.5, 2.0, 2.5, 3.0])
y = np.array([1.1, 1.9, 3.2, 3.9, 5.1, 6.0])
w, b, lr = 0.0, 0.0, 0.1
n = 6
for i in range(100):
    e = w * x + b - y
    dw = (2 / n) * np.mean(e * x)
    db = (2 / n) * np.mean(e)
    w, b = w - lr * dw, b - lr * db
print(w, b)
