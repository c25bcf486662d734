import numpy as np

train_x = np.column_stack([np.ones(80), np.linspace(0, 1, 80)])
train_y = 3 * train_x[:, 1] - 1
w = np.zeros(2)
alpha, tolerance, max_iter = 0.5, 1e-5, 200


def gradient(w, x, y):
    return -(1.0 / len(x)) * (y - x.dot(w)).dot(x)


iterations = 1
while True:
    new_w = w - alpha * gradient(w, train_x, train_y)
    if np.max(np.abs(new_w - w)) < tolerance:
        break
    if iterations == max_iter:
        break
    iterations += 1
    w = new_w
print(w)
