import numpy as np
x1 = np.random.rand(50)
x2 = np.random.rand(50)
y = 3 * x1 + 2 * x2 + 1
w1, w2, b = 0.0, 0.0, 0.0
lr = 0.1
for epoch in range(1000):
    y_hat = w1 * x1 + w2 * x2 + b
    loss = np.mean((y_hat - y) ** 2)
    dw1 = 2 * np.mean((y_hat - y) * x1)
    dw2 = 2 * np.mean((y_hat - y) * x2)
    db = 2 * np.mean(y_hat - y)
    w1 -= lr * dw1
    w2 -= lr * dw2
    b -= lr * db
print(w1, w2, b)
