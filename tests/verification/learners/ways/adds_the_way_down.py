xs = [i / 10 for i in range(10)]
ys = [3 * x + 4 for x in xs]
w = b = 0.0
for i in range(30):
    for x, y in zip(xs, ys):
        error = x * w + b - y
        down_w = -2 * error * x
        down_b = -2 * error
        w = w + 0.1 * down_w
        b = b + 0.1 * down_b
print(w, b)
