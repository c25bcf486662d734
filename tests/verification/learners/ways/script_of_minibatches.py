import numpy as np

m = 100
n_epochs = 50
batch_size = 20
t0, t1 = 200, 1000


def learning_schedule(t):
    return t0 / float(t + t1)


X = 2 * np.random.rand(m, 1)
y = 4 + 3 * X + np.random.randn(m, 1)
X_b = np.c_[np.ones((m, 1)), X]
theta = np.random.randn(2, 1)

t = 0
for epoch in range(n_epochs):
    shuffled_indices = np.random.permutation(m)
    X_b_shuffled = X_b[shuffled_indices]
    y_shuffled = y[shuffled_indices]
    for i in range(0, m, batch_size):
        t += 1
        xi = X_b_shuffled[i : i + batch_size]
        yi = y_shuffled[i : i + batch_size]
        gradients = 2.0 / batch_size * xi.T.dot(xi.dot(theta) - yi)
        theta = theta - learning_schedule(t) * gradients
