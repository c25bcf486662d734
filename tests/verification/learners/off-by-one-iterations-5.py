def gradient_descent(x, y):
    m = b = 0
    itterations = 50
    rate = 0.01
    n = len(x)
    for i in range(1, itterations):
        error = [m * x[j] + b - y[j] for j in range(n)]
        dm = sum(e * v for e, v in zip(error, x)) / n
        db = sum(error) / n
        m = m - rate * dm
        b = b - rate * db
    return m, b
