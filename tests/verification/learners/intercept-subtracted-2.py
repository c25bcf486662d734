def gradient(X, Y, w, b):
    N = len(X)
    dw = db = 0.0
    for x, y in zip(X, Y):
        error = w * x + b - y
        dw += error * x / N
        db += error / N
    return dw, db


def cost_function(X, Y, w, b):
    N = len(X)
    total_error = 0.0
    for i in range(N):
        total_error += (Y[i] - (w * X[i] - b)) ** 2
    return total_error / (2 * float(N))


def train(X, Y, w, b, alpha, n_iter):
    for i in range(n_iter):
        dw, db = gradient(X, Y, w, b)
        w = w - alpha * dw
        b = b - alpha * db
        if i % 400 == 0:
            print("iteration:", i, "cost:", cost_function(X, Y, w, b))
    return w, b
