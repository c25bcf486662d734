import pandas as pd

points = list(pd.read_csv("points.csv").itertuples())
m = 0.0
b = 0.0
L = 0.001
n = float(len(points))

for i in range(10000):
    D_m = sum(2 * p.x * ((m * p.x + b) - p.y) for p in points) / n
    m -= L * D_m
    D_b = sum(2 * ((m * p.x + b) - p.y) for p in points) / n
    b -= L * D_b
print(m, b)
