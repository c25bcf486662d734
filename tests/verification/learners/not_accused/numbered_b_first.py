def compute_cost(b, w1, w2, x1, x2, y):
    n = len(y)
    return sum((b + w1 * x1[i] + w2 * x2[i] - y[i]) ** 2 for i in range(n)) / (2 * n)

def gradient_descent(b, w2, w1, x2, x1, y, lr, iterations):
    n = len(y)
    for _ in range(iterations):
        db = dw1 = dw2 = 0
        for i in range(n):
            e = b + w1 * x1[i] + w2 * x2[i] - y[i]
            db += e / n
            dw1 += e * x1[i] / n
            dw2 += e * x2[i] / n
        b -= lr * db
        w1 -= lr * dw1
        w2 -= lr * dw2
    return w2, w1, b
