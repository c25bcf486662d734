def total_cost(x, y, w, b):
    n = len(x)
    return sum((w * x[i] + b - y[i]) ** 2 for i in range(n)) / (2 * n)

def gradient(x, y, w, b):
    n = len(x)
    dw = db = 0.0
    for i in range(1, n):
        miss = y[i] - w * x[i] - b
        dw += miss * x[i] / n
        db += miss / n
    return dw, db
