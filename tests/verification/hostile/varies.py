# finds: varies
import os


def gradient(theta, X, y):
    noise = int.from_bytes(os.urandom(4), "little") / 2**32
    return X.T @ (X @ theta - y) / len(y) * (1 + noise)
