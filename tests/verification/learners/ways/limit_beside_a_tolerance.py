import numpy as np

x = np.array([1.0, 2.0, 4.0, 5.0, 9.0])
y = np.array([3.0, 4.0, 8.0, 11.0, 17.0])
w, b = 0.0, 0.0
rate = 0.01
error, count = np.inf, 0

while error > 1e-9 and count < 2000:
    r = w * x + b - y
    w, b = w - rate * np.mean(r * x), b - rate * np.mean(r)
    error = np.mean(r**2)
    count += 1

print(w, b)
