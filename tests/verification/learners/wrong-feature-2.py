def gradients(X, y, weights, bias):
    m, n = len(X), len(X[0])
    dw, db = [0.0] * n, 0.0
    for i in range(m):
        err = sum(X[i][j] * weights[j] for j in range(n)) + bias - y[i]
        for j in range(n):
            dw[j] += err * X[i][0]
        db += err
    return [d / m for d in dw], db / m


def train(X, y, lr=0.01, epochs=1000):
    weights, bias = [0.0] * len(X[0]), 0.0
    for _ in range(epochs):
        dw, db = gradients(X, y, weights, bias)
        weights = [w - lr * d for w, d in zip(weights, dw)]
        bias = bias - lr * db
    return weights, bias
