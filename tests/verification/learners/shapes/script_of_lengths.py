import numpy as np

force = np.array([0.0, 0.5, 1.0, 1.5, 2.0])
length = np.array([10.1, 12.4, 14.9, 17.6, 19.9])

eta = 0.05
slope, rest = 0.0, 0.0
losses = []

for epoch in range(400):
    miss = slope * force + rest - length
    losses.append(np.mean(miss**2) / 2)
    slope = slope - eta * np.mean(miss * force)
    rest = rest - eta * np.mean(miss)

print(f"length = {slope:.3f} * force + {rest:.3f}")
