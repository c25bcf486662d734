import numpy as np


def train(x, y):
    w1 = np.random.rand(2, 1)
    b = np.random.rand()
    for i in range(10):
        y1 = np.dot(x, w1) + b
        D_w1 = -2 * np.dot(x.T, y - y1)
        D_b = -2 * (y - y1)
        w1 = w1 - 0.05 * D_w1
        b = b - 0.05 * D_b
    print(np.dot(x, w1) + b)


if __name__ == "__main__":
    x = np.random.randint(20, size=(3, 2))
    y = np.random.randint(20, size=(3, 1))
    train(x, y)
