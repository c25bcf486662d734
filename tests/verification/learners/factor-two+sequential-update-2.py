def mse(b, m, points):
    total = 0
    for x, y in points:
        total += (y - (m * x + b)) ** 2
    return total / (2 * len(points))

def step(b, m, points, learning_rate):
    n = len(points)
    b += learning_rate * 2 / n * sum(y - m * x - b for x, y in points)
    m += learning_rate * 2 / n * sum(x * (y - m * x - b) for x, y in points)
    return b, m
