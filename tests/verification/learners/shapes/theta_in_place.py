def gradient_descent(X, y, theta, alpha=0.01, num_iters=100):
    """Changes theta, returns nothing."""
    m = len(y)
    for _ in range(num_iters):
        theta -= alpha * X.T @ (X @ theta - y) / m
