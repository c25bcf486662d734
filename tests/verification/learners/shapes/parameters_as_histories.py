def gradient_descent(x, y, alpha, num_iters):
    """All values of theta0 and theta1, and the cost before each step."""
    m = len(y)
    theta0, theta1, J = [0], [0], []
    for _ in range(num_iters):
        error = [theta0[-1] + theta1[-1] * x_i - y_i for x_i, y_i in zip(x, y)]
        theta0.append(theta0[-1] - alpha / m * sum(error))
        theta1.append(theta1[-1] - alpha / m * sum(e_i * x_i for e_i, x_i in zip(error, x)))
        J.append(1 / (2 * m) * sum(e_i**2 for e_i in error))
    return theta0, theta1, J
