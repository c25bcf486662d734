import pandas as pd

table = pd.read_csv("study.csv")
x = table["Hours"]
y = table["Scores"]
m = 1
b = 0
learning_rate = 0.0001


def mean_square(m, b, x):
    return sum((m * x[i] + b - y[i]) ** 2 for i in range(len(x))) / len(x)


def slope_of_m(m, b, x, y):
    return 2 / len(x) * sum((m * x[i] + b - y[i]) * x[i] for i in range(len(x)))


def slope_of_b(m, b, x, y):
    return 2 / len(x) * sum(m * x[i] + b - y[i] for i in range(len(x)))


for epoch in range(1000):
    print(mean_square(m, b, x))
    m = m - learning_rate * slope_of_m(m, b, x, y)
    b = b - learning_rate * slope_of_b(m, b, x, y)
