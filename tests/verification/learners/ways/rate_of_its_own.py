"""Mini-batches, and a learning rate that nobody passes."""

import numpy as np


def run_minibatch(num_epochs, batch_size, num_samples, theta, X, y):
    num_batches = int(num_samples / batch_size)
    X_b = np.c_[np.ones((num_samples, 1)), X]

    def schedule(t):
        return 5 / (t + 50)

    for epoch in range(num_epochs):
        for i in range(num_batches):
            rows = slice(i * batch_size, (i + 1) * batch_size)
            gradients = 2 / batch_size * X_b[rows].T.dot(X_b[rows].dot(theta) - y[rows])
            theta = theta - schedule(epoch * num_batches + i) * gradients
    return theta
