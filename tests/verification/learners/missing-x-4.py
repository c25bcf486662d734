import numpy as np

x = np.random.default_rng(0).normal(size=100)
y = 2 * x + 1


def gradient_descent(x, y, w, b, learning_rate):
    dw = 0.0
    db = 0.0
    for i in range(len(x)):
        y_hat = x[i] * w + b
        dw = dw + (y_hat - y[i]) * y_hat
        db = db + (y_hat - y[i])
    return w - learning_rate * dw / len(x), b - learning_rate * db / len(x)


w = b = 0.0
for i in range(1000):
    w, b = gradient_descent(x, y, w, b, 0.3)
