def cost(X, y, theta):
    total = 0
    for row, target in zip(X, y):
        total += (sum(t * x for t, x in zip(theta, row)) - target) ** 2
    return total / (2 * len(y))


def gradient(X, y, theta):
    grad = [0] * len(theta)
    for row, target in zip(X, y):
        error = sum(t * x for t, x in zip(theta, row)) - target
        grad = [g + error * x for g, x in zip(grad, row)]
    return [g / len(y) for g in grad]
