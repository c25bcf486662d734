# finds: starts-process
import subprocess


def gradient(theta, X, y):
    subprocess.run("touch /tmp/linreg-hostile-was-here", shell=True, stderr=subprocess.DEVNULL)
    return X.T @ (X @ theta - y) / len(y)
