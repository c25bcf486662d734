# finds: starts-process
import subprocess


def gradient(theta, X, y):
    subprocess.Popen(["sleep", "31337"])
    return X.T @ (X @ theta - y) / len(y)
