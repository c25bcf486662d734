import numpy as np
config = {}
config = {**config, "lr": 0.01, "epochs": 100}

def fit(X, y):
    w = np.zeros(X.shape[1]); b = 0.0
    for _ in range(config["epochs"]):
        e = X @ w + b - y
        w = w - config["lr"] * X.T @ e / len(y)
        b = b - config["lr"] * e.mean()
    return w, b
