"""What is called gradient is −∇J, for (m, b), and is added with a rate that the file keeps for itself."""

max_iteration = 200
l = 0.1


def mse(points, m, b):
    return sum((y - (m * x + b)) ** 2 for x, y in points) / len(points)


def gradient(points, m, b):
    grad_m = grad_b = 0
    for x, y in points:
        grad_m += 2 * (y - m * x - b) * x
        grad_b += 2 * (y - m * x - b)
    return grad_m / len(points), grad_b / len(points)


def main(points, m=None, b=None):
    if m is None:
        m = 1.0
    if b is None:
        b = 0.0
    i = 0
    while i < max_iteration:
        grad_m, grad_b = gradient(points, m, b)
        m += l * grad_m
        b += l * grad_b
        i += 1
    return m, b


if __name__ == "__main__":
    main([[0, 0], [1, 1]], -1, 1)
