def update(w, b, x, y, lr):
    """One step of stochastic gradient descent."""
    error = w * x + b - y
    w = w - lr * error * x
    b = b - lr * error
    return w, b

def main(samples):
    w = b = 0.0
    for epoch in range(100):
        for (x, y) in samples:
            w, b = update(w, b, x, y, 0.01)
    return w, b
