hours = [1, 2, 3, 4, 5, 6]
grades = [35, 42, 50, 61, 70, 79]
slope = 0
bias = 0
step = 0.01
for _ in range(5000):
    sum_s = 0
    sum_b = 0
    for h, g in zip(hours, grades):
        guess = slope * h + bias
        sum_s += (guess - g) * h
        sum_b += guess - g
    slope -= step * sum_s / len(hours)
    bias -= step * sum_b / len(hours)
print(slope, bias)
