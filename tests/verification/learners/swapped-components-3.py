import pandas as pd

points = list(pd.read_csv("points.csv").itertuples())
m = 0.0
b = 0.0
L = 0.001
n = float(len(points))

for i in range(100_000):
    D_m = sum(2 * p.x * ((m * p.x + b) - p.y) for p in points)
    D_b = sum(2 * ((m * p.x + b) - p.y) for p in points)
    m -= L * D_b
    b -= L * D_m

print(f"y = {m}x + {b}")
