def descent(X, y, epochs=50, rate=0.01, W=0, b=0):
    for _ in range(epochs):
        errors = (t - (W * x + b) for t, x in zip(y, X))
        dW = 2 / len(X) * sum(e * x for e, x in zip(errors, X))
        db = 2 / len(X) * sum(errors)
        W += rate * dW
        b += rate * db
    return W, b
