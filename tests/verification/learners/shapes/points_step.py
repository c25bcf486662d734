from numpy import array, genfromtxt


def compute_error_for_line_given_points(b, m, points):
    total = 0
    for i in range(len(points)):
        x = points[i, 0]
        y = points[i, 1]
        total += (y - (m * x + b)) ** 2
    return total / float(len(points))


def step_gradient(b_current, m_current, points, learningRate):
    b_gradient = 0
    m_gradient = 0
    N = float(len(points))
    for i in range(len(points)):
        x = points[i, 0]
        y = points[i, 1]
        b_gradient += -(2 / N) * (y - (m_current * x + b_current))
        m_gradient += -(2 / N) * x * (y - (m_current * x + b_current))
    return [b_current - learningRate * b_gradient, m_current - learningRate * m_gradient]


def run():
    points = genfromtxt("data.csv", delimiter=",")
    b = m = 0
    for i in range(1000):
        b, m = step_gradient(b, m, array(points), 0.0001)
    print(b, m)


if __name__ == "__main__":
    run()
