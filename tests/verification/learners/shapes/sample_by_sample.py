import random

xs = [i / 10 for i in range(30)]
ys = [2 * x + 1 + random.gauss(0, 0.1) for x in xs]


def predict(x, w, b):
    return w * x + b


def gradient(y_hat, y, x):
    dw = 2 * x * (y_hat - y)
    db = 2 * (y_hat - y)
    return dw, db


def main(w=0.0, b=0.0, rate=0.001):
    for _ in range(100):
        for i in range(len(xs)):
            dw, db = gradient(predict(xs[i], w, b), ys[i], xs[i])
            w, b = w - rate * dw, b - rate * db
    print(w, b)
