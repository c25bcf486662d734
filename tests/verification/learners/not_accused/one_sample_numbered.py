def gradient(x1, x2, y, w1, w2, b):
    error = w1 * x1 + w2 * x2 + b - y
    dw1 = error * x1
    dw2 = error * x2
    db = error
    return dw1, dw2, db

def main():
    rows = [(1.0, 2.0, 3.5), (2.0, 1.0, 4.5), (0.5, 0.1, 1.2)]
    w1 = w2 = b = 0.0
    for _ in range(1000):
        for x1, x2, y in rows:
            d1, d2, d0 = gradient(x1, x2, y, w1, w2, b)
            w1 -= 0.01 * d1
            w2 -= 0.01 * d2
            b -= 0.01 * d0
    print(w1, w2, b)

if __name__ == "__main__":
    main()
