pairs = [(1.0, 3.0), (2.0, 5.1), (3.0, 6.9), (4.0, 9.2)]
w, b = 0.0, 0.0
rate = 0.01
for epoch in range(1000):
    dw = 0
    db = 0
    for x, y in pairs:
        error = w * x + b - y
        dw += 2 * error * x
        db += 2 * error
    w -= rate * dw / len(pairs)
    b -= rate * db / len(pairs)
print(w, b)
