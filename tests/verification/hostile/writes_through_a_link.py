# finds: write-refused
import os


def gradient(theta, X, y):
    try:
        os.symlink("/tmp", "here")
        open("here/linreg-hostile-was-here", "w")
    except OSError:
        pass
    return X.T @ (X @ theta - y) / len(y)
