import numpy as np

x_train = np.array([1, 2, 3, 4, 5])
y_train = np.array([5, 7, 9, 11, 13])


def train(x, y):
    m = x.shape[0]
    w = b = 0
    for i in range(1000):
        f_wb = w * x + b
        cost = (1 / m) * sum((f_wb - y) ** 2)
        dj_dw = 1 / m * sum(x * (f_wb - y))
        dj_db = 1 / m * sum(f_wb - y)
        w = w - 0.1 * dj_dw
        b = b - 0.1 * dj_db
        print(w, b, cost, i)


train(x_train, y_train)
