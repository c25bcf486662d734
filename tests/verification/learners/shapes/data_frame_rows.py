import pandas as pd


def squared_loss(m, b, points):
    total = 0
    for i in range(len(points)):
        x = points.iloc[i].hours_studied
        y = points.iloc[i].mark
        total += (y - (m * x + b)) ** 2
    return total / float(len(points))


def gradient_descent(m_now, b_now, points, L):
    m_gradient = 0
    b_gradient = 0
    n = len(points)
    for i in range(n):
        x = points.iloc[i].hours_studied
        y = points.iloc[i].mark
        m_gradient += -(2 / n) * x * (y - (m_now * x + b_now))
        b_gradient += -(2 / n) * (y - (m_now * x + b_now))
    m = m_now - m_gradient * L
    b = b_now - b_gradient * L
    return m, b


if __name__ == "__main__":
    data = pd.read_csv("marks.csv")
    m, b = 0, 0
    for _ in range(300):
        m, b = gradient_descent(m, b, data, 0.0001)
    print(m, b)
