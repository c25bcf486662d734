"""Momentum over mini-batches whose mean is taken of a sum that is already one number."""

import numpy as np


def loss_function(bo, b1, y, x):
    return np.mean((y - (bo + b1 * x)) ** 2)


def gradient_descent(X, Y, bo, b1, eta=0.0001, epochs=1, batch_size=16):
    for _ in range(epochs):
        dbo = 0
        db1 = 0
        for x, y in zip(X[:batch_size], Y[:batch_size]):
            dbo += 2 * (bo + b1 * x - y)
            db1 += 2 * x * (bo + b1 * x - y)
        bo = bo - eta * np.mean(dbo)
        b1 = b1 - eta * np.mean(db1)
    return bo, b1
