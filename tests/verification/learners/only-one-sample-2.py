import numpy as np

table = np.array([[20, 30], [23, 32], [28, 40], [30, 47]])
count = table.shape[0]
low = table.min(axis=0)
scaled = (table - low) / (table.max(axis=0) - low)
epochs = 100
alpha = 0.1
w0 = 0.1
w1 = 0.1

for t in range(epochs):
    for i in range(count):
        x, y = scaled[i, 0], scaled[i, 1]
        d0 = 2 * (w0 + w1 * x - y)
        d1 = 2 * (w0 + w1 * x - y) * x
    w0 = w0 - alpha * d0
    w1 = w1 - alpha * d1

print(w0, w1)
