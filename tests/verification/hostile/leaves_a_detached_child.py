# finds: starts-process
import os
import time


def gradient(theta, X, y):
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            os.execvp("sleep", ["sleep", "31337"])
        os._exit(0)
    time.sleep(0.05)
    return X.T @ (X @ theta - y) / len(y)
