import numpy as np

def gradient(x, y, w, b):
    """The gradient of (w.x + b - y)^2 / 2 for one sample."""
    error = np.dot(x, w) + b - y
    dw = error * x
    db = error
    return dw, db

def main():
    rng = np.random.default_rng(0)
    X = rng.normal(size=(50, 3)); Y = X @ [1., 2., 3.]
    w, b = np.zeros(3), 0.0
    for _ in range(1000):
        i = rng.integers(50)
        xi, yi = X[i], Y[i]
        dw, db = gradient(xi, yi, w, b)
        w, b = w - 0.01 * dw, b - 0.01 * db
    print(w, b)

if __name__ == "__main__":
    main()
