# a line through six points
hours = [1.0, 1.5, 2.0, 3.0, 3.5, 4.0]
marks = [3.1, 4.2, 4.9, 7.0, 8.1, 8.8]

a, b = 0.0, 0.0
rate = 0.03

for turn in range(5000):
    misses = [a * x + b - y for x, y in zip(hours, marks)]
    slope_a = sum(miss * x for miss, x in zip(misses, hours)) / len(hours)
    slope_b = sum(misses) / len(hours)
    a, b = a - rate * slope_a, b - rate * slope_b

print("marks =", a, "* hours +", b)
