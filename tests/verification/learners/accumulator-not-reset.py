def gradient_descent(x, y, w, b, learning_rate, epochs):
    n = len(x)
    dw = 0.0
    db = 0.0
    for epoch in range(epochs):
        for i in range(n):
            error = w * x[i] + b - y[i]
            dw += error * x[i]
            db += error
        w = w - learning_rate * dw / n
        b = b - learning_rate * db / n
    return w, b
