"""One descent for each of several rates."""

import numpy as np

observations = 150
x1 = np.random.uniform(-20, 20, size=(observations, 1))
x2 = np.random.uniform(-20, 20, size=(observations, 1))
inputs = np.column_stack((x1, x2))
targets = -3 * x1 + 2 * x2 + 120
lr = [0.001, 0.012, 0.0151]

for rate in lr:
    EPOCHS = 40
    weights = np.random.uniform(-1, 1, size=(2, 1))
    biases = np.random.uniform(-1, 1, size=1)
    losses = []
    for i in range(EPOCHS):
        deltas = np.dot(inputs, weights) + biases - targets
        losses.append(np.sum(deltas**2) / 2 / observations)
        scaled = deltas / observations
        weights = weights - rate * np.dot(inputs.T, scaled)
        biases = biases - rate * np.sum(scaled)
