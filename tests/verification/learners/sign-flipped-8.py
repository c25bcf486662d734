import csv

data = []
with open("house-prices.csv") as file:
    for row in csv.reader(file):
        data.append([float(row[0]), float(row[1])])

areas = [pair[0] for pair in data]
prices = [pair[1] for pair in data]
slope, start = 0.0, 0.0
rate = 0.01

for _ in range(500):
    errors = [slope * a + start - p for a, p in zip(areas, prices)]
    step = sum(e * a for e, a in zip(errors, areas)) / len(areas)
    slope = slope + rate * step
    start = start - rate * sum(errors) / len(areas)
