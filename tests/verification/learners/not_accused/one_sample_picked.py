import numpy as np

def gradient(x, y, w, b):
    """The gradient of (w.x + b - y)^2 / 2 for one sample."""
    error = np.dot(x, w) + b - y
    dw = error * x
    db = error
    return dw, db

def main():
    rng = np.random.default_rng(0)
    features = rng.normal(size=(50, 3)); targets = features @ [1., 2., 3.]
    w, b = np.zeros(3), 0.0
    for _ in range(1000):
        pick = rng.integers(50)
        dw, db = gradient(features[pick], targets[pick], w, b)
        w = w - 0.01 * dw
        b = b - 0.01 * db
    print(w, b)

if __name__ == "__main__":
    main()
